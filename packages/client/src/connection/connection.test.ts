import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FakeClock } from '../testing/fake-clock.ts';
import { FakeEngines } from '../testing/fake-engine.ts';
import { defaultBackoff } from './backoff.ts';
import { Connection } from './connection.ts';

function setUp({ random = () => 1, refused = false }: { random?: () => number; refused?: boolean } = {}) {
  const clock = new FakeClock();
  const fake = new FakeEngines();
  let network: (available: boolean) => void = () => undefined;
  const connection = new Connection({
    engines: fake.engines,
    clock,
    random,
    network: {
      watch(listener) {
        network = listener;
        return () => undefined;
      },
    },
    backoff: defaultBackoff,
    credentialsRefused: async () => refused,
  });
  return { clock, fake, connection, setNetwork: (available: boolean) => network(available) };
}

const status = (connection: Connection) => connection.state.get().status;

describe('connection', () => {
  test('CLIENT1 a lost connection comes back by itself, every time', async () => {
    const { clock, fake, connection } = setUp();
    connection.open();
    for (let time = 1; time <= 3; time++) {
      fake.last.greet();
      assert.equal(status(connection), 'online');
      fake.last.end();
      assert.equal(status(connection), 'offline');
      await clock.advance(500);
      assert.equal(fake.wires.length, time + 1);
    }
  });

  test('CLIENT1 a closed connection stays closed, and late events of it are nothing', async () => {
    const { clock, fake, connection } = setUp();
    connection.open();
    const wire = fake.last;
    wire.greet();
    connection.close();
    assert.ok(wire.closed);
    wire.end();
    wire.greet();
    await clock.advance(60_000);
    assert.equal(status(connection), 'closed');
    assert.equal(fake.wires.length, 1);
  });

  test('CLIENT2 pauses double up to the cap, and are spread over their whole length', async () => {
    const pauses = async (random: () => number) => {
      const { clock, fake, connection } = setUp({ random });
      connection.open();
      const lengths: number[] = [];
      for (let failure = 0; failure < 9; failure++) {
        fake.last.end();
        await clock.advance(0);
        const { retryAt = 0 } = connection.state.get();
        lengths.push(retryAt - clock.now());
        await clock.advance(retryAt - clock.now());
      }
      return lengths;
    };
    assert.deepEqual(await pauses(() => 1), [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000]);
    assert.deepEqual(await pauses(() => 0.5), [500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000, 15_000]);
    assert.deepEqual((await pauses(() => 0.001)).slice(0, 3), [1, 2, 4]);
  });

  test('CLIENT2 a pause the server asked for is kept', async () => {
    const { clock, fake, connection } = setUp({ random: () => 0 });
    connection.open();
    const error = { code: 'rate_limited', message: '', retry: 'backoff', details: { retry_after_ms: 7000 } };
    fake.last.say({ type: 'error', error });
    fake.last.end(4529);
    assert.equal(connection.state.get().retryAt, clock.now() + 7000);
  });

  test('CLIENT3 it pings, and a connection on which nothing arrives any more is replaced', async () => {
    const { clock, fake, connection } = setUp();
    connection.open();
    const wire = fake.last;
    wire.greet();
    await clock.advance(25_000);
    assert.equal(wire.heard('ping').length, 1);
    wire.say({ type: 'pong', heads: {} });
    await clock.advance(25_000);
    assert.equal(status(connection), 'online');
    await clock.advance(25_000);
    assert.equal(status(connection), 'offline');
    assert.ok(wire.closed);
  });

  test('PROC4 CLIENT3 a clock that is set back hides no dead connection; one set ahead costs one at most', async () => {
    const { clock, fake, connection } = setUp();
    connection.open();
    fake.last.greet();
    clock.jump(-3_600_000);
    await clock.advance(25_000);
    fake.last.say({ type: 'pong', heads: {} });
    await clock.advance(25_000);
    assert.equal(status(connection), 'online');
    clock.jump(-3_600_000);
    await clock.advance(25_000);
    assert.equal(status(connection), 'offline');
    connection.reconnect();
    fake.last.greet();
    clock.jump(3_600_000);
    await clock.advance(25_000);
    assert.equal(status(connection), 'offline');
    connection.reconnect();
    fake.last.greet();
    await clock.advance(25_000);
    assert.equal(status(connection), 'online');
  });

  test('CLIENT3 a connection that a ping itself ends has no heart that goes on beating', async () => {
    const { clock, fake, connection } = setUp();
    connection.open();
    const wire = fake.last;
    wire.greet();
    wire.onSend = () => connection.close();
    await clock.advance(200_000);
    assert.equal(wire.heard('ping').length, 1);
    assert.equal(status(connection), 'closed');
  });

  test('CLIENT3 a connection that does not greet in time is given up', async () => {
    const { clock, fake, connection } = setUp();
    connection.open();
    await clock.advance(15_000);
    assert.ok(fake.last.closed);
    assert.equal(status(connection), 'offline');
  });

  test('CLIENT4 close codes 4400 to 4499 end it for good; others do not', async () => {
    for (const [code, expected] of [
      [4401, 'closed'],
      [4499, 'closed'],
      [4503, 'offline'],
      [4529, 'offline'],
      [1009, 'offline'],
    ] as const) {
      const { fake, connection } = setUp();
      connection.open();
      fake.last.greet();
      fake.last.end(code);
      assert.equal(status(connection), expected, String(code));
      assert.equal(connection.state.get().reason, expected === 'closed' ? 'unauthenticated' : undefined);
    }
  });

  test('CLIENT4 a failed try is explained by asking: refused credentials end it', async () => {
    const { clock, fake, connection } = setUp({ refused: true });
    connection.open();
    fake.last.end();
    await clock.advance(0);
    assert.equal(status(connection), 'closed');
    assert.equal(connection.state.get().reason, 'unauthenticated');
  });

  test('CLIENT5 when the network comes back it tries at once; when it goes it gives up', async () => {
    const { clock, fake, connection, setNetwork } = setUp();
    connection.open();
    fake.last.greet();
    setNetwork(false);
    assert.equal(status(connection), 'offline');
    assert.ok(fake.last.closed);
    setNetwork(true);
    assert.equal(status(connection), 'connecting');
    assert.equal(fake.wires.length, 2);
    await clock.advance(0);
  });

  test('CLIENT5 a try that began without a network is replaced when it comes back', async () => {
    const { clock, fake, connection, setNetwork } = setUp();
    connection.open();
    fake.last.greet();
    setNetwork(false);
    await clock.advance(500);
    const hanging = fake.last;
    assert.equal(status(connection), 'connecting');
    setNetwork(true);
    assert.ok(hanging.closed);
    hanging.end();
    assert.equal(status(connection), 'connecting');
    fake.last.greet();
    assert.equal(status(connection), 'online');
    assert.equal(fake.wires.length, 3);
  });

  test('CLIENT6 after two failures in a row the event stream is tried, then WebSocket again', async () => {
    const { clock, fake, connection } = setUp();
    connection.open();
    for (let failure = 0; failure < 5; failure++) {
      fake.last.end();
      await clock.advance(30_000 / 2);
      if (status(connection) === 'offline') connection.reconnect();
    }
    const tried = fake.wires.slice(0, 6).map((wire) => wire.engine);
    assert.deepEqual(tried, ['websocket', 'websocket', 'events', 'websocket', 'websocket', 'events']);
    fake.last.greet();
    assert.equal(connection.state.get().engine, fake.last.engine);
  });

  test('CLIENT1 what is sent while there is no connection is not taken', () => {
    const { fake, connection } = setUp();
    assert.equal(connection.send({ type: 'ping' }), false);
    connection.open();
    assert.equal(connection.send({ type: 'ping' }), false);
    fake.last.greet();
    assert.equal(connection.send({ type: 'ping' }), true);
  });
});
