const fs = require('fs'), http = require('http'), addon = require('addon');
const page = fs.readFileSync(__dirname + '/views/index.html', 'utf8');
const server = http.createServer((q, s) => s.end(page));
if (process.argv[2] === 'serve') server.listen(3000); else console.log('node', addon.answer(), page.trim(), process.env.NODE_ENV);
