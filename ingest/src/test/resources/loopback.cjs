// Makes a server of node.js listen on loopback only, whatever it asks for.
const net = require('net');

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...given) {
  const first = given[0];
  const rest = given.filter((each) => typeof each === 'function');
  const options = typeof first === 'object' ? { ...first, host: '127.0.0.1' } : { port: first, host: '127.0.0.1' };
  return listen.call(this, options, ...rest);
};
