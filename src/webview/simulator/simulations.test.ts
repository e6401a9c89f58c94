import { describe, expect, it } from 'vitest';
import { createPlayback, simulate } from '../../simulator/index.ts';
import type { Scenario } from '../../simulator/index.ts';
import { CLASSIC, SITE } from './fixtures.ts';
import { runData } from './run-data.ts';
import { createEngine, openInPage, openWorker } from './simulation-engine.ts';
import type { OpenChannel } from './simulation-engine.ts';
import { SimulationJobs } from './simulation-jobs.ts';
import type { JobRequest } from './simulation-jobs.ts';
import { createSimulations, NewestFirst } from './simulations.ts';

function fill(entries: number): Scenario {
  const steps = [{ kind: 'fill', entries }] as const;
  return { runtime: CLASSIC, types: SITE.types, hint: undefined, hashing: 'uniform', seed: 1, steps };
}

/** A channel that answers when it is told to, and what was asked through it. */
function byHand(): {
  readonly open: OpenChannel;
  readonly asked: JobRequest[];
  readonly answer: () => Promise<void>;
  readonly fail: (message: string) => void;
  readonly isClosed: () => boolean;
} {
  const jobs = new SimulationJobs();
  const asked: JobRequest[] = [];
  const open: JobRequest[] = [];
  let receive: Parameters<OpenChannel>[0];
  let fail: Parameters<OpenChannel>[1];
  let isClosed = false;
  return {
    asked,
    isClosed: () => isClosed,
    open: (onResponse, onFailure) => {
      receive = onResponse;
      fail = onFailure;
      return {
        send: (request) => {
          asked.push(request);
          open.push(request);
        },
        close: () => {
          open.length = 0;
          isClosed = true;
        },
      };
    },
    answer: async () => {
      // Whoever asks or waits goes on in microtasks.
      await new Promise((resolve) => setTimeout(resolve));
      receive(jobs.respond(open.shift()!).response);
      await new Promise((resolve) => setTimeout(resolve));
    },
    fail: (message) => {
      fail(message);
    },
  };
}

const refused: OpenChannel = () => {
  throw new Error('refused');
};

describe('simulations', () => {
  it('give what the simulator gives, in the page where there is no worker', async () => {
    const simulations = createSimulations();
    const runs = await simulations.run(fill(100), fill(50));
    expect(runs).toEqual({ shown: runData(simulate(fill(100))), other: runData(simulate(fill(50))) });
    expect(await simulations.pictureAt(70)).toEqual(createPlayback(fill(100)).seek(70));
    simulations.dispose();
  });

  it('keep the single evacuated buckets out of the events', async () => {
    const runs = await createSimulations().run(fill(1000), undefined);
    expect(runs?.other).toBeUndefined();
    expect(runs?.shown).not.toHaveProperty('log');
    expect(new Set(runs?.shown.events.map(({ kind }) => kind))).toEqual(
      new Set(['growth-start', 'growth-end']),
    );
  });

  it('call off an older run, and never begin one that was called off before its turn', async () => {
    const channel = byHand();
    const simulations = new NewestFirst(() => createEngine(channel.open, refused));
    const first = simulations.run(fill(1), undefined);
    const second = simulations.run(fill(3), undefined);
    const third = simulations.run(fill(4), undefined);
    await channel.answer();
    await channel.answer();
    expect(await first).toBeUndefined();
    expect(await second).toBeUndefined();
    expect((await third)?.shown.operations).toBe(4);
    expect(channel.asked).toMatchObject([{ scenario: fill(1) }, { scenario: fill(4) }]);
  });

  it('simulate two runs beside each other, with an engine for each', async () => {
    const channels = [byHand(), byHand()];
    const open = [...channels];
    const simulations = new NewestFirst(() => createEngine(open.shift()!.open, refused));
    const runs = simulations.run(fill(1), fill(2));
    expect(open).toEqual([]);
    expect(channels.map(({ asked }) => asked)).toMatchObject([
      [{ scenario: fill(1) }],
      [{ scenario: fill(2) }],
    ]);
    await channels[1]!.answer();
    await channels[0]!.answer();
    expect((await runs)?.other?.operations).toBe(2);
    const waiting = simulations.run(fill(3), fill(4));
    simulations.dispose();
    expect(await waiting).toBeUndefined();
    expect(channels.map(({ isClosed }) => isClosed())).toEqual([true, true]);
  });

  it('begin nothing new while the other run of one that failed is still under way', async () => {
    const channels = [byHand(), byHand()];
    const open = [...channels];
    const simulations = new NewestFirst(() => createEngine(open.shift()!.open, refused));
    const failed = simulations.run(fill(-1), fill(2));
    const next = simulations.run(fill(3), undefined);
    await channels[0]!.answer();
    expect(channels[0]!.asked).toHaveLength(1);
    await channels[1]!.answer();
    await expect(failed).resolves.toBeUndefined();
    await channels[0]!.answer();
    expect((await next)?.shown.operations).toBe(3);
  });

  it('answer the picture under way and the newest that waits', async () => {
    const channel = byHand();
    const simulations = new NewestFirst(() => createEngine(channel.open, refused));
    expect(await simulations.pictureAt(0)).toBeUndefined();
    void simulations.run(fill(9), undefined);
    await channel.answer();
    const pictures = [1, 2, 3].map((operation) => simulations.pictureAt(operation));
    await channel.answer();
    await channel.answer();
    const operations = (await Promise.all(pictures)).map((picture) => picture?.operation);
    expect(operations).toEqual([1, undefined, 3]);
  });

  it('picture the new run once a run is asked for', async () => {
    const channel = byHand();
    const simulations = new NewestFirst(() => createEngine(channel.open, refused));
    void simulations.run(fill(5), undefined);
    await channel.answer();
    void simulations.run(fill(9), undefined);
    const picture = simulations.pictureAt(8);
    await channel.answer();
    await channel.answer();
    expect((await picture)?.entries).toBe(8);
  });

  it('reject with the error of the simulator and keep the run before', async () => {
    const simulations = createSimulations();
    await simulations.run(fill(5), undefined);
    const wrong = simulations.run(fill(-1), undefined);
    await expect(wrong).rejects.toThrow(RangeError);
    await expect(wrong).rejects.toThrow('steps[0].entries');
    await expect(simulations.pictureAt(6)).rejects.toThrow('operation must be from 0 to 5, not 6');
    expect((await simulations.pictureAt(5))?.operation).toBe(5);
  });

  it('leave nobody waiting when they are disposed of', async () => {
    const channel = byHand();
    const simulations = new NewestFirst(() => createEngine(channel.open, refused));
    const waiting = [simulations.run(fill(1), undefined), simulations.pictureAt(1)];
    simulations.dispose();
    expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
  });
});

describe('an engine', () => {
  it('goes to the second channel with all questions when the first breaks before it has answered', async () => {
    const [first, second] = [byHand(), byHand()];
    const engine = createEngine(first.open, second.open);
    const answers = Promise.all([1, 2].map((entries) => engine.ask('simulate', { scenario: fill(entries) })));
    first.fail('no such worker');
    await second.answer();
    await second.answer();
    expect((await answers).map(({ operations }) => operations)).toEqual([1, 2]);
  });

  it('rejects what is open when a channel breaks that has answered before', async () => {
    const [first, second] = [byHand(), byHand()];
    const engine = createEngine(first.open, second.open);
    void engine.ask('simulate', { scenario: fill(1) });
    await first.answer();
    const open = engine.ask('simulate', { scenario: fill(2) });
    first.fail('out of memory');
    await expect(open).rejects.toThrow('out of memory');
    expect(second.asked).toEqual([]);
  });

  it('takes the second channel where the first cannot be opened', async () => {
    const engine = createEngine(openWorker, openInPage);
    expect((await engine.ask('simulate', { scenario: fill(7) })).operations).toBe(7);
  });
});

describe('a job', () => {
  it('names the memory to hand over, each piece once', () => {
    const jobs = new SimulationJobs();
    const simulated = jobs.respond({ id: 1, kind: 'simulate', scenario: fill(40) });
    const pictured = jobs.respond({ id: 2, kind: 'picture', run: 1, scenario: fill(40), operation: 30 });
    for (const { response, transfer } of [simulated, pictured]) {
      expect(new Set(transfer).size).toBe(transfer.length);
      const copy = structuredClone(response, { transfer });
      expect(copy).toHaveProperty('answer');
      expect(transfer.map(({ byteLength }) => byteLength)).toEqual(transfer.map(() => 0));
      const left = Object.values(response as object).flatMap((part: object): unknown[] =>
        Object.values(part),
      );
      expect(left.filter((part) => ArrayBuffer.isView(part) && part.byteLength > 0)).toEqual([]);
    }
  });
});
