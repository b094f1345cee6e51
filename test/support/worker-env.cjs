// What tests reach is made for them: never the database, or other settings, of the developer's shell.
for (const name of Object.keys(process.env)) {
  if (/^(DATABASE_URL|MAINTENANCE_DATABASE_URL|DB_.*|USE_MOCK_DB|PG[A-Z]+)$/.test(name))
    delete process.env[name];
}
process.env.DB ??= 'sqlite';
process.env.NODE_ENV = 'test';
