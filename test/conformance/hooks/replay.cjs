// Runs before the program in a replayed case (`--require`). The program names AWS's real hosts; every connection it
// opens for one goes to a server of the test instead, without TLS, and its clock shows a time at which what was
// recorded years ago has not expired yet. All else, from the URL to the signature, is the program's own.
const dns = require('node:dns');
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');

const { AWSMFA_TEST_HTTP, AWSMFA_TEST_HTTPS, AWSMFA_TEST_NOW } = process.env;

const connectTo = (port) => (_options, connected) =>
  net.connect({ host: '127.0.0.1', port: Number(port) }, connected);
http.Agent.prototype.createConnection = connectTo(AWSMFA_TEST_HTTP);
https.Agent.prototype.createConnection = connectTo(AWSMFA_TEST_HTTPS);
dns.lookup = () => {
  throw new Error('a replayed case looks up no names');
};

const RealDate = Date;
const behind = RealDate.now() - RealDate.parse(AWSMFA_TEST_NOW);
globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() - behind);
    else super(...given);
  }
  static now() {
    return RealDate.now() - behind;
  }
};
