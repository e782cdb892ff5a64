/** Runs the simulators alone: `tsx tests/simulators/start.ts [port]`. Ctrl+C stops them. */
import { startSimulator } from './server';

const simulator = await startSimulator({ port: Number(process.argv[2] ?? 0) });
console.log(`Simulated hosts (TLS on 127.0.0.1:${simulator.port}):`);
for (const host of simulator.hosts) console.log(`  https://${host}/`);
console.log('\nPeople at HubSpot (any password):');
for (const { email, note } of simulator.state.users) console.log(`  ${email}  ${note}`);
console.log('\nChromium flags (the profile folder keeps your own browser out of it):');
console.log(`  --user-data-dir=/tmp/scope-review-profile --host-resolver-rules="${simulator.hostResolverRules}" \\`);
console.log(`  --ignore-certificate-errors-spki-list=${simulator.spki} https://app.clay.com/`);
console.log(`\nFirefox: HTTPS proxy 127.0.0.1 port ${simulator.proxyPort} (simulated hosts only)`);
process.once('SIGINT', () => void simulator.close());
