import type { ReportToHost, ReportToView } from '../../protocol/report-view.ts';
import { acquireHost } from '../shared/host.ts';
import { startPage } from '../shared/start-page.ts';
import { App } from './app.tsx';
import '../shared/page.css';
import './report.css';

startPage<ReportToHost, ReportToView>(acquireHost(), (host) => <App host={host} />);
