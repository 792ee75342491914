// Loaded into a supervised process: it ends when its supervisor is gone, for example killed with SIGKILL.
const supervisor = process.ppid;
setInterval(() => {
  if (process.ppid !== supervisor) process.kill(process.pid, 'SIGTERM');
}, 500).unref();
