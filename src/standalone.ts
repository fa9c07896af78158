/** What the single file starts: it has both programs inside. */
if (process.argv[2] === 'keychain-program') await import('./keychain/keychain-program.ts');
else await import('./main.ts');
