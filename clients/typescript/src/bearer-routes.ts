// Generated from docs/openapi.json by `npm run openapi`; not to be edited.

export const BEARER_ROUTES: ReadonlySet<string> = new Set([
  'POST /auth/change-password',
  'GET /auth/me',
  'PATCH /auth/me',
  'POST /auth/me/deactivate',
  'GET /auth/sessions',
  'DELETE /auth/sessions/{session_id}',
  'POST /auth/logout/others',
  'POST /auth/logout/all',
  'GET /auth/devices',
  'PATCH /auth/devices/{device_id}',
  'DELETE /auth/devices/{device_id}',
  'POST /cross-app/generate-session',
  'GET /cross-app/statistics',
]);
