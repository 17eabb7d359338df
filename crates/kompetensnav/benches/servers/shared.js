// What both servers share: where the database is and the settings that the service's own connections have.

const [url, connections] = process.argv.slice(2);

export const connectionString = url;

export const poolConfig = {
  max: Number(connections),
  options: "-c max_parallel_workers_per_gather=0 -c jit=off -c work_mem=16MB",
};

/** Whoever started the server reads its address from the first line. */
export function ready(server) {
  console.log(`http://127.0.0.1:${server.address().port}`);
}
