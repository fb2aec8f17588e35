/** Measures what share of one core this process uses; the function answers the share since the start. */
export function startCpuShare(): () => number {
  const began = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / (performance.now() - began);
  };
}
