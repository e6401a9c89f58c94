import type { SimulatorToHost, SimulatorToView } from '../../protocol/webview.ts';
import { acquireHost } from '../shared/host.ts';
import { startPage } from '../shared/start-page.ts';
import { standaloneHost } from '../standalone/host.ts';
import { App } from './app.tsx';
import '../shared/page.css';
import './simulator.css';

const host = acquireHost<SimulatorToHost, SimulatorToView>() ?? standaloneHost();
startPage<SimulatorToHost, SimulatorToView>(host, (found) => <App host={found} />);
