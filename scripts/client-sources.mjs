/** What the TypeScript client is generated from: the types of the API, and which of its routes take a bearer token. */
import openapiTS, { astToString } from 'openapi-typescript';

const NOTICE = '// Generated from docs/openapi.json by `npm run openapi`; not to be edited.\n\n';

/** A route that takes other credentials as well, such as the one that signs out, is not among them. */
function bearerRoutes({ paths }) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { security }]) => security?.length > 0 && security.every((way) => 'bearer' in way))
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
}

/** @returns the text of each file by its path */
export async function clientSources(document) {
  const types = astToString(await openapiTS(structuredClone(document)));
  const routes = JSON.stringify(bearerRoutes(document));
  return {
    'clients/typescript/src/schema.ts': NOTICE + types,
    'clients/typescript/src/bearer-routes.ts': `${NOTICE}export const BEARER_ROUTES: ReadonlySet<string> = new Set(${routes});\n`,
  };
}
