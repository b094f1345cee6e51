// Generated from docs/openapi.json by `npm run openapi`; not to be edited.

export interface paths {
  '/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the server answers */
    get: operations['HealthController_health'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** For orchestrators: restart the server when this fails */
    get: operations['HealthController_live'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** For orchestrators: send no requests while this is 503 */
    get: operations['HealthController_ready'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What Prometheus reads; with METRICS_TOKEN only for who presents it as a bearer token */
    get: operations['MetricsController_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/audit-logs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What happened, newest first, by pages */
    get: operations['AuditController_search'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/audit-logs/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All of what happened, newest first, a JSON object in each line */
    get: operations['AuditController_export'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/audit-logs/tail': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What happens, as it happens: Server-Sent Events of type `audit` */
    get: operations['AuditTailController_follow'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/contexts/{context_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The story of one login, from its first door to its last token */
    get: operations['ContextStoryController_tell'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/anomalies': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What in the audit trail looks wrong: bursts of failures, switched devices, stolen tokens */
    get: operations['AnomalyController_report'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/register': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Signs somebody up; a mail says how to go on, also to who is signed up already */
    post: operations['RegistrationController_register'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/verify-email': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Verifies the address that a mail was sent to */
    post: operations['RegistrationController_verify'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/verify-email/resend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sends the mail of the registration again, if there is somebody who waits for it */
    post: operations['RegistrationController_resend'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/reset-password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sends a link by which a new password can be chosen, if the address is somebody’s */
    post: operations['PasswordController_request'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/reset-password/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Chooses a new password; every session ends, and no device is trusted any more */
    post: operations['PasswordController_confirm'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/change-password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Changes the password; every other session ends, and no device is trusted any more */
    post: operations['PasswordController_change'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is known of the person */
    get: operations['ProfileController_find'];
    put?: never;
    post?: never;
    /** Erases the person: there is no way back */
    delete: operations['OwnDataController_erase'];
    options?: never;
    head?: never;
    /** Changes names, or a number that is not verified yet; what is left out stays */
    patch: operations['ProfileController_change'];
    trace?: never;
  };
  '/auth/me/deactivate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends every session and keeps the person out until an administrator lets them in again */
    post: operations['ProfileController_deactivate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/me/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Everything that the server holds of the person */
    get: operations['OwnDataController_export'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/verify-email/{token}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The page of a mail’s link, with a button that verifies the address */
    get: operations['PageController_verifyEmail'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/reset-password/{token}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The page of a mail’s link, with a form for a new password */
    get: operations['PageController_resetPassword'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** People, newest first, by pages */
    get: operations['UserAdminController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/users/{cupid}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Everything about a person, deleted ones too */
    get: operations['UserAdminController_find'];
    put?: never;
    post?: never;
    /** Deletes a person, so that they can be restored; e-mail and user name are free */
    delete: operations['UserAdminController_remove'];
    options?: never;
    head?: never;
    /** Changes what is known of a person */
    patch: operations['UserAdminController_change'];
    trace?: never;
  };
  '/admin/users/{cupid}/lock': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Keeps an active person out, and ends their sessions */
    post: operations['UserStandingController_lock'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/users/{cupid}/unlock': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Lets a locked person in, and lifts the locks that wrong passwords and codes set */
    post: operations['UserStandingController_unlock'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/users/{cupid}/disable': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Keeps a person out for good, and ends their sessions */
    post: operations['UserStandingController_disable'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/users/{cupid}/activate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Lets in whoever is disabled, or has not verified the e-mail */
    post: operations['UserStandingController_activate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/users/{cupid}/restore': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Brings back a deleted person, as a disabled one */
    post: operations['UserStandingController_restore'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/users/{cupid}/roles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Gives a person a role; it takes effect with their next access token */
    post: operations['UserRoleController_grant'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/users/{cupid}/roles/{grant_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Withdraws a role; that of administrators at once, with their sessions */
    delete: operations['UserRoleController_withdraw'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/users/{cupid}/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where a person is signed in */
    get: operations['UserAccessController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/users/{cupid}/sessions/end': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Signs a person out everywhere */
    post: operations['UserAccessController_end'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/users/{cupid}/reset-password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Has a mail sent by which the person chooses a new password */
    post: operations['UserAccessController_resetPassword'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/users/{cupid}/erase': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Erases a person, deleted before or not: there is no way back
     * @description Once more for somebody who is erased already it takes away what a login on its way then has left.
     */
    post: operations['ErasureController_erase'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/.well-known/jwks.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every public key that can still verify a live token (RFC 7517) */
    get: operations['JwksController_jwks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/refresh': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Trades the refresh token for new tokens and rotates it */
    post: operations['SessionController_refresh'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/logout': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends every session that the given credentials name */
    post: operations['SessionController_logout'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where the person is signed in */
    get: operations['OwnSessionsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/sessions/{session_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Ends one of the person’s sessions */
    delete: operations['OwnSessionsController_revoke'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/logout/others': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends every session of the person but this one */
    post: operations['OwnSessionsController_revokeOthers'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/logout/all': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends every session of the person, this one too */
    post: operations['OwnSessionsController_revokeAll'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/token/verify': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Says whether an access token, and the session it belongs to, is live */
    post: operations['GatewayController_verify'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/introspect': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What a token is worth (RFC 7662); a stranger learns only that it is not active */
    post: operations['OAuthController_introspect'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/revoke': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes a token back (RFC 7009); with a refresh token the whole grant */
    post: operations['OAuthController_revoke'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/esign/documents/{document_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The text of a document to sign */
    get: operations['EsignController_document'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/devices': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The devices that the person trusts */
    get: operations['OwnDevicesController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/devices/{device_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Trusts a device no more */
    delete: operations['OwnDevicesController_remove'];
    options?: never;
    head?: never;
    /** Renames a device */
    patch: operations['OwnDevicesController_rename'];
    trace?: never;
  };
  '/auth/login': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The first door: user name and password */
    post: operations['LoginController_login'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/mfa/initiate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sends a code or a prompt; any earlier one of this login is void */
    post: operations['MfaController_initiate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/mfa/otp/verify': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes the code that was sent */
    post: operations['MfaController_verify'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/mfa/transactions/{transaction_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What has become of a prompt; to be polled */
    post: operations['MfaController_poll'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/mfa/transactions/{transaction_id}/approve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The phone’s answer to a prompt; issues no tokens */
    post: operations['PushApprovalController_approve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/mfa/transactions/{transaction_id}/otp': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The code a simulated gateway "sent"; 404 with a real one */
    get: operations['PushApprovalController_reveal'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/esign/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Signs the document that was offered, in the version that was offered */
    post: operations['EsignFlowController_accept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/esign/decline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Declines a document; a mandatory one ends the login */
    post: operations['EsignFlowController_decline'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/device/bind': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Trusts this device from now on, or not; either way the login is complete */
    post: operations['DeviceFlowController_bind'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/cross-app/generate-session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A token by which the person enters another app without signing in again */
    post: operations['SourceAppController_generate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/cross-app/statistics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Hand-offs by day, for administrators */
    get: operations['SourceAppController_perDay'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/cross-app/validate-session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes a hand-off: succeeds once */
    post: operations['TargetAppController_validate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/cross-app/user-accounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The accounts of the person who has arrived */
    get: operations['TargetAppController_accounts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/cross-app/validate-permission': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Whether the person may do something in the account they were handed over with */
    post: operations['TargetAppController_permission'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/cross-app/revoke-session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends a hand-off, for its person or for the app it leads to */
    post: operations['TargetAppController_revoke'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    DependencyDto: {
      /** @example database */
      name: string;
      /** @enum {string} */
      status: 'OK' | 'DEGRADED' | 'UNAVAILABLE';
      /** @description Milliseconds */
      latency_ms: number;
      /**
       * @example {
       *       "pool_open": 10,
       *       "pool_idle": 9,
       *       "pool_waiting": 0,
       *       "pool_max": 50
       *     }
       */
      details?: {
        [key: string]: string | number;
      };
    };
    HealthDto: {
      /**
       * @description Only `UNAVAILABLE` goes with 503
       * @enum {string}
       */
      status: 'OK' | 'DEGRADED' | 'UNAVAILABLE';
      /** Format: date-time */
      timestamp: string;
      /** @description Only with an x-api-key */
      dependencies?: components['schemas']['DependencyDto'][];
    };
    ErrorDto: {
      /** @example CIAM_E01_03_001 */
      error_code: string;
      /** @description Safe to show to a person */
      message: string;
      /** @description The login it happened in, where there is one */
      context_id?: string;
      /**
       * Format: uuid
       * @description Quote it when reporting a problem
       */
      correlation_id: string;
      /** Format: date-time */
      timestamp: string;
    };
    FieldProblemDto: {
      /** @example username */
      field: string;
      /** @example must be a string */
      problem: string;
    };
    RequestInvalidDto: {
      /**
       * @example CIAM_E01_03_001
       * @enum {string}
       */
      error_code: 'CIAM_E01_05_001';
      /** @description Safe to show to a person */
      message: string;
      /** @description The login it happened in, where there is one */
      context_id?: string;
      /**
       * Format: uuid
       * @description Quote it when reporting a problem
       */
      correlation_id: string;
      /** Format: date-time */
      timestamp: string;
      /** @description What is wrong with which field */
      details: components['schemas']['FieldProblemDto'][];
    };
    PasswordFlawDto: {
      /** @example TOO_SHORT */
      reason: string;
      /**
       * @description Safe to show to a person
       * @example is too short
       */
      problem: string;
    };
    PasswordTooWeakDto: {
      /**
       * @example CIAM_E01_03_001
       * @enum {string}
       */
      error_code: 'CIAM_E01_05_002';
      /** @description Safe to show to a person */
      message: string;
      /** @description The login it happened in, where there is one */
      context_id?: string;
      /**
       * Format: uuid
       * @description Quote it when reporting a problem
       */
      correlation_id: string;
      /** Format: date-time */
      timestamp: string;
      /** @description Everything that is wrong with the password */
      reasons: components['schemas']['PasswordFlawDto'][];
    };
    WrongCodeDto: {
      /**
       * @example CIAM_E01_03_001
       * @enum {string}
       */
      error_code: 'CIAM_E01_01_017';
      /** @description Safe to show to a person */
      message: string;
      /** @description The login it happened in, where there is one */
      context_id?: string;
      /**
       * Format: uuid
       * @description Quote it when reporting a problem
       */
      correlation_id: string;
      /** Format: date-time */
      timestamp: string;
      /** @description At 0 the transaction is rejected */
      attempts_remaining: number;
    };
    TransactionEndedDto: {
      /**
       * @example CIAM_E01_03_001
       * @enum {string}
       */
      error_code: 'CIAM_E01_03_002';
      /** @description Safe to show to a person */
      message: string;
      /** @description The login it happened in, where there is one */
      context_id?: string;
      /**
       * Format: uuid
       * @description Quote it when reporting a problem
       */
      correlation_id: string;
      /** Format: date-time */
      timestamp: string;
      /** @enum {string} */
      transaction_status: 'EXPIRED' | 'REJECTED';
    };
    AuditLogDto: {
      /** Format: uuid */
      log_id: string;
      /** Format: date-time */
      event_timestamp: string;
      /** @example auth.login.failed */
      event_type: string;
      /** @enum {string} */
      event_category:
        'AUTH' | 'SESSION' | 'TOKEN' | 'MFA' | 'ESIGN' | 'DEVICE' | 'USER' | 'ADMIN' | 'SECURITY';
      /** @enum {string} */
      event_severity: 'INFO' | 'WARN' | 'ERROR' | 'CRITICAL';
      /** @enum {string} */
      event_outcome: 'SUCCESS' | 'FAILURE' | 'PENDING';
      context_id: string | null;
      transaction_id: string | null;
      session_id: string | null;
      cupid: string | null;
      /** Format: uuid */
      correlation_id: string;
      ip_address: string | null;
      user_agent: string | null;
      /** @description What else is known: ids, no secrets */
      event_details: {
        [key: string]: unknown;
      };
      error_code: string | null;
      error_message: string | null;
    };
    AuditLogsDto: {
      /** @description Newest first */
      events: components['schemas']['AuditLogDto'][];
      /** @description Null on the last page */
      next_cursor: string | null;
    };
    ContextStoryDto: {
      context_id: string;
      /** @description The login: one row, or none when it is so old that it was removed */
      login: {
        [key: string]: unknown;
      }[];
      /** @description Its steps, in order */
      transactions: {
        [key: string]: unknown;
      }[];
      /** @description What the risk service said */
      evaluations: {
        [key: string]: unknown;
      }[];
      /** @description Documents signed or declined */
      document_decisions: {
        [key: string]: unknown;
      }[];
      /** @description The session that it became: one row, or none */
      sessions: {
        [key: string]: unknown;
      }[];
      /** @description Every token of the session, oldest first */
      tokens: {
        [key: string]: unknown;
      }[];
      /** @description Hand-offs to other apps */
      hand_offs: {
        [key: string]: unknown;
      }[];
      /** @description What happened, oldest first */
      events: components['schemas']['AuditLogDto'][];
      /** @description Which of these hold more than the thousand rows that are told */
      cut: string[];
    };
    AnomalyDto: {
      /** @enum {string} */
      kind:
        | 'failure_burst_person'
        | 'failure_burst_name'
        | 'failure_burst_address'
        | 'failure_burst_app'
        | 'device_switch'
        | 'token_reuse';
      /** @description The person, pseudonym of a name, address or app */
      subject: string;
      /** @description How many events */
      count: number;
      /** Format: date-time */
      first_at: string;
      /** Format: date-time */
      last_at: string;
      /** @description The `log_id` of the first five events */
      event_ids: string[];
    };
    AnomaliesDto: {
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      to: string;
      window_seconds: number;
      /** @description By kind, then by count; at most a hundred of a kind */
      anomalies: components['schemas']['AnomalyDto'][];
    };
    RegisterDto: {
      /**
       * Format: email
       * @example ann@example.com
       */
      email: string;
      /**
       * @description 15 to 128 characters, or from 8 where there is a second factor; no other rules of form
       * @example tangle quartz lemon
       */
      password: string;
      /** @description The same as `password` */
      password_confirmation: string;
      /** @example Ann */
      given_name?: string;
      /** @example Smith */
      family_name?: string;
      /**
       * @description E.164
       * @example +15550101234
       */
      phone?: string;
    };
    MailSentDto: {
      /** @enum {string} */
      status: 'MAIL_SENT';
      /** @description Safe to show to a person */
      message: string;
    };
    MailTokenDto: {
      /** @description The end of the link in the mail */
      token: string;
    };
    EmailVerifiedDto: {
      /** @enum {string} */
      status: 'VERIFIED';
    };
    EmailDto: {
      /**
       * Format: email
       * @example ann@example.com
       */
      email: string;
    };
    ConfirmResetDto: {
      /** @description The end of the link in the mail */
      token: string;
      /**
       * @description 15 to 128 characters, or from 8 where there is a second factor; no other rules of form
       * @example tangle quartz lemon
       */
      password: string;
      /** @description The same as `password` */
      password_confirmation: string;
    };
    PasswordReplacedDto: {
      /** @enum {string} */
      status: 'PASSWORD_CHANGED';
      /** @description Sessions that ended */
      sessions_ended: number;
    };
    ChangePasswordDto: {
      current_password: string;
      /**
       * @description 15 to 128 characters, or from 8 where there is a second factor; no other rules of form
       * @example tangle quartz lemon
       */
      password: string;
      /** @description The same as `password` */
      password_confirmation: string;
    };
    ProfilePhoneDto: {
      mfa_option_id: number;
      /** @example +15550101234 */
      phone: string;
      /** @description Codes go to verified numbers only */
      verified: boolean;
    };
    ProfileDto: {
      /** Format: uuid */
      cupid: string;
      /** Format: email */
      email: string;
      email_verified: boolean;
      username: string | null;
      given_name: string | null;
      family_name: string | null;
      phones: components['schemas']['ProfilePhoneDto'][];
      /** @enum {string} */
      status: 'PENDING' | 'ACTIVE' | 'LOCKED' | 'DISABLED' | 'DELETED';
      /**
       * @example [
       *       "user"
       *     ]
       */
      roles: string[];
      mfa_required: boolean;
      /** @enum {string} */
      kyc_status: 'NOT_STARTED' | 'PENDING' | 'VERIFIED' | 'REJECTED' | 'EXPIRED';
      kyc_level: number;
      /** Format: date-time */
      password_changed_at: string | null;
      /** Format: date-time */
      last_login_at: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      /** @description Name it when you change something */
      version: number;
    };
    ChangeProfileDto: {
      /** @description The `version` that the change was decided on */
      version: number;
      /** @example Ann */
      given_name?: string;
      /** @example Smith */
      family_name?: string;
      /**
       * @description E.164
       * @example +15550101234
       */
      phone?: string;
    };
    PasswordDto: {
      password: string;
    };
    OwnDataDto: {
      /** Format: date-time */
      exported_at: string;
      /** Format: uuid */
      cupid: string;
      /** @description One row: names, e-mail, status */
      profile: {
        [key: string]: unknown;
      }[];
      /** @description Numbers that codes are sent to */
      phones: {
        [key: string]: unknown;
      }[];
      /** @description Roles, those of the past too */
      roles: {
        [key: string]: unknown;
      }[];
      /** @description Organisations */
      memberships: {
        [key: string]: unknown;
      }[];
      /** @description Each time the password was entered, right or wrong */
      login_attempts: {
        [key: string]: unknown;
      }[];
      /** @description Sessions, those of the past too */
      sessions: {
        [key: string]: unknown;
      }[];
      /** @description Logins, finished or not */
      logins: {
        [key: string]: unknown;
      }[];
      /** @description Devices that are trusted, or were */
      devices: {
        [key: string]: unknown;
      }[];
      /** @description What the risk service said of logins */
      risk_evaluations: {
        [key: string]: unknown;
      }[];
      /** @description Documents signed or declined */
      document_decisions: {
        [key: string]: unknown;
      }[];
      /** @description Failures and locks of the second factor */
      second_factors: {
        [key: string]: unknown;
      }[];
      /** @description Hand-offs to other apps */
      hand_offs: {
        [key: string]: unknown;
      }[];
      /** @description Older hand-offs */
      archived_hand_offs: {
        [key: string]: unknown;
      }[];
      /** @description What the audit trail says of the person */
      audit_events: {
        [key: string]: unknown;
      }[];
    };
    EraseOwnDataDto: {
      /** @description The current password */
      password: string;
    };
    ListedUserDto: {
      /** Format: uuid */
      cupid: string;
      username: string | null;
      email: string | null;
      email_verified: boolean;
      given_name: string | null;
      family_name: string | null;
      /** @enum {string} */
      status: 'PENDING' | 'ACTIVE' | 'LOCKED' | 'DISABLED' | 'DELETED';
      /** @description Held everywhere, now, beside `user`, which everybody has */
      roles: string[];
      /** @enum {string} */
      kyc_status: 'NOT_STARTED' | 'PENDING' | 'VERIFIED' | 'REJECTED' | 'EXPIRED';
      /** Format: date-time */
      last_login_at: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      deleted_at: string | null;
      version: number;
    };
    UsersDto: {
      /** @description Newest first */
      users: components['schemas']['ListedUserDto'][];
      /** @description Null on the last page */
      next_cursor: string | null;
    };
    KnownPhoneDto: {
      mfa_option_id: number;
      /** @example +15550101234 */
      phone: string;
      verified: boolean;
      /** Format: date-time */
      verified_at: string | null;
    };
    RoleDto: {
      /** Format: uuid */
      grant_id: string;
      /** @example admin */
      role: string;
      /**
       * Format: uuid
       * @description Null: everywhere
       */
      account_id: string | null;
      /** @description Whether it counts now */
      active: boolean;
      /** @description A cupid, or the name of a tool */
      granted_by: string;
      /** Format: date-time */
      granted_at: string;
      /** Format: date-time */
      expires_at: string | null;
      withdrawn_by: string | null;
      /** Format: date-time */
      withdrawn_at: string | null;
    };
    MembershipDto: {
      /** Format: uuid */
      account_id: string;
      name: string;
      slug: string;
      permissions: string[];
    };
    PasswordLockDto: {
      /** @description Since the last right password or lock */
      failed_attempts: number;
      /** Format: date-time */
      last_failed_at: string | null;
      /** Format: date-time */
      locked_until: string | null;
      /** @description Since the last right password */
      locks: number;
      /** @description The same three for devices that are known */
      device_failed_attempts: number;
      /** Format: date-time */
      device_locked_until: string | null;
      device_locks: number;
    };
    FactorLockDto: {
      /** @description Kept from any second factor, until an administrator unlocks */
      blocked: boolean;
      /** @description Since the last right code or lock */
      failed_attempts: number;
      /** Format: date-time */
      locked_until: string | null;
      /** @description Since the last right code */
      locks: number;
    };
    UserDto: {
      /** Format: uuid */
      cupid: string;
      /** @description Grows with each change; a change names the one it was made from */
      version: number;
      /** @description What another system calls this person */
      guid: string | null;
      tenant_id: string | null;
      username: string | null;
      email: string | null;
      email_verified: boolean;
      /** Format: date-time */
      email_verified_at: string | null;
      given_name: string | null;
      family_name: string | null;
      /** @enum {string} */
      status: 'PENDING' | 'ACTIVE' | 'LOCKED' | 'DISABLED' | 'DELETED';
      status_reason: string | null;
      /** Format: date-time */
      status_changed_at: string | null;
      /** @enum {string} */
      kyc_status: 'NOT_STARTED' | 'PENDING' | 'VERIFIED' | 'REJECTED' | 'EXPIRED';
      kyc_level: number;
      mfa_required: boolean;
      /** @description Groups whose documents the person is asked to sign */
      audiences: string[];
      /** Format: date-time */
      password_changed_at: string | null;
      /**
       * Format: date-time
       * @description When the right password last came
       */
      last_login_at: string | null;
      last_login_ip: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      /** Format: date-time */
      deleted_at: string | null;
      deleted_by: string | null;
      delete_reason: string | null;
      phones: components['schemas']['KnownPhoneDto'][];
      /** @description Newest first, withdrawn ones too */
      roles: components['schemas']['RoleDto'][];
      memberships: components['schemas']['MembershipDto'][];
      password_lock: components['schemas']['PasswordLockDto'];
      mfa_lock: components['schemas']['FactorLockDto'];
    };
    PhoneDto: {
      mfa_option_id: number;
      /**
       * @description E.164
       * @example +15550101234
       */
      phone: string;
      /**
       * @description Codes go to verified ones only
       * @default false
       */
      verified: boolean;
    };
    ChangeUserDto: {
      /** @description The `version` that was looked at */
      version: number;
      username?: string;
      /** @description Empty: none */
      given_name?: string;
      /** @description Empty: none */
      family_name?: string;
      /** @description All of them, in place of those there are */
      phones?: components['schemas']['PhoneDto'][];
      mfa_required?: boolean;
      /** @enum {string} */
      kyc_status?: 'NOT_STARTED' | 'PENDING' | 'VERIFIED' | 'REJECTED' | 'EXPIRED';
      kyc_level?: number;
    };
    ReasonedChangeDto: {
      /** @description The `version` that was looked at; any when absent */
      version?: number;
      /** @description For the audit trail: no personal data */
      reason: string;
    };
    ChangeStandingDto: {
      /** @description The `version` that was looked at; any when absent */
      version?: number;
      /** @description For the audit trail: no personal data */
      reason?: string;
    };
    GrantRoleDto: {
      /** @example admin */
      role: string;
      /**
       * Format: uuid
       * @description Everywhere when absent
       */
      account_id?: string;
      /**
       * Format: date-time
       * @description Until it is withdrawn when absent
       */
      expires_at?: string;
    };
    UserSessionDto: {
      /** @example sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60 */
      session_id: string;
      client_id: string;
      ip_address: string | null;
      /** @description As the browser sent it */
      user_agent: string | null;
      /** @description How the person proved themselves (RFC 8176) */
      amr: string[];
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      last_activity_at: string;
      /**
       * Format: date-time
       * @description When it ends unless it is used before
       */
      expires_at: string;
    };
    UserSessionsDto: {
      /** @description Those that are alive, newest first */
      sessions: components['schemas']['UserSessionDto'][];
    };
    SessionsEndedDto: {
      /** @enum {boolean} */
      success: true;
      /** @description How many sessions were ended */
      revoked: number;
    };
    AcceptedDto: {
      /** @enum {boolean} */
      success: true;
    };
    EraseUserDto: {
      /**
       * @description Stays with the row of the person: not a place for anything personal
       * @example request of 2026-03-01
       */
      reason: string;
    };
    RefreshDto: {
      /** @description For clients that keep no cookies */
      refresh_token?: string;
    };
    RefreshedDto: {
      /** @enum {boolean} */
      success: true;
      access_token: string;
      id_token: string;
      /** @enum {string} */
      token_type: 'Bearer';
      /**
       * @description Life of the access token in seconds
       * @example 900
       */
      expires_in: number;
      /** @description Only with `x-token-delivery: body` */
      refresh_token?: string;
    };
    LoggedOutDto: {
      /** @enum {boolean} */
      success: true;
      /** @example Signed out */
      message: string;
    };
    OwnSessionDto: {
      /** @example sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60 */
      session_id: string;
      /** @description Whether it is the session this request belongs to */
      current: boolean;
      ip_address: string | null;
      /** @example Firefox on Linux */
      user_agent: string;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      last_activity_at: string;
      /**
       * Format: date-time
       * @description When it ends unless it is used before
       */
      expires_at: string;
    };
    OwnSessionsDto: {
      sessions: components['schemas']['OwnSessionDto'][];
    };
    RevokedDto: {
      /** @enum {boolean} */
      success: true;
      /** @description How many sessions were ended */
      revoked: number;
    };
    VerifyTokenDto: {
      /** @description An access token */
      token: string;
      /** @description Scopes that the token must carry, all of them */
      scopes?: string[];
    };
    TokenStateDto: {
      active: boolean;
      /** @description Seconds until the token expires */
      expires_in?: number;
      sub?: string;
      /** @example sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60 */
      session_id?: string;
      /** @example openid profile email */
      scope?: string;
    };
    InvalidFormDto: {
      /**
       * @example CIAM_E01_03_001
       * @enum {string}
       */
      error_code: 'CIAM_E01_05_001';
      /** @description Safe to show to a person */
      message: string;
      /** @description The login it happened in, where there is one */
      context_id?: string;
      /**
       * Format: uuid
       * @description Quote it when reporting a problem
       */
      correlation_id: string;
      /** Format: date-time */
      timestamp: string;
      /** @description What is wrong with which field */
      details: components['schemas']['FieldProblemDto'][];
      /** @enum {string} */
      error: 'invalid_request';
    };
    PresentedTokenDto: {
      token: string;
      /**
       * @description A hint only; other values are ignored
       * @enum {string}
       */
      token_type_hint?: 'access_token' | 'refresh_token';
      /** @description With `client_secret`, instead of HTTP Basic */
      client_id?: string;
      client_secret?: string;
    };
    IntrospectionDto: {
      active: boolean;
      scope?: string;
      client_id?: string;
      username?: string;
      /** @enum {string} */
      token_type?: 'Bearer' | 'refresh_token';
      exp?: number;
      iat?: number;
      sub?: string;
      aud?: string;
      iss?: string;
      jti?: string;
      /**
       * @description The session_id
       * @example sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60
       */
      sid?: string;
    };
    InvalidClientDto: {
      /**
       * @example CIAM_E01_03_001
       * @enum {string}
       */
      error_code: 'CIAM_E01_02_004';
      /** @description Safe to show to a person */
      message: string;
      /** @description The login it happened in, where there is one */
      context_id?: string;
      /**
       * Format: uuid
       * @description Quote it when reporting a problem
       */
      correlation_id: string;
      /** Format: date-time */
      timestamp: string;
      /** @enum {string} */
      error: 'invalid_client';
    };
    DocumentDto: {
      /** @example terms-v1-2025 */
      document_id: string;
      /** @example Terms of Service - 2025 */
      title: string;
      content: string;
      /** @example 1.0 */
      version: string;
      mandatory: boolean;
    };
    OwnDeviceDto: {
      /** Format: uuid */
      device_id: string;
      device_name: string | null;
      device_type: string | null;
      /** @description Whether the session of this request began on it */
      current: boolean;
      /** Format: date-time */
      trusted_at: string;
      /** Format: date-time */
      last_used_at: string;
      /**
       * Format: date-time
       * @description When the trust ends unless the device is used before
       */
      expires_at: string;
    };
    OwnDevicesDto: {
      devices: components['schemas']['OwnDeviceDto'][];
    };
    RenameDeviceDto: {
      /** @example My phone */
      device_name: string;
    };
    OtpMethodDto: {
      /**
       * @description The last four digits
       * @example 1234
       */
      value: string;
      mfa_option_id: number;
    };
    MfaRequiredDto: {
      /** @example sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60 */
      context_id: string;
      /** @example tx-1767225600000-9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d */
      transaction_id: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      response_type_code: 'MFA_REQUIRED';
      otp_methods: components['schemas']['OtpMethodDto'][];
      /** @enum {string} */
      mobile_approve_status: 'NOT_REGISTERED' | 'ENABLED' | 'DISABLED';
    };
    EsignRequiredDto: {
      /** @example sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60 */
      context_id: string;
      /** @example tx-1767225600000-9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d */
      transaction_id: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      response_type_code: 'ESIGN_REQUIRED';
      /** @example terms-v1-2025 */
      esign_document_id: string;
      /** @example 1.0 */
      esign_document_version: string;
      /** @example /auth/esign/documents/terms-v1-2025?version=1.0 */
      esign_url: string;
      is_mandatory: boolean;
    };
    DeviceBindRequiredDto: {
      /** @example sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60 */
      context_id: string;
      /** @example tx-1767225600000-9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d */
      transaction_id: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      response_type_code: 'DEVICE_BIND_REQUIRED';
    };
    SuccessDto: {
      /** @enum {string} */
      response_type_code: 'SUCCESS';
      /** @description JWT, ES256, `typ: at+jwt` (RFC 9068) */
      access_token: string;
      /** @description JWT, ES256 (OpenID Connect Core) */
      id_token: string;
      /** @enum {string} */
      token_type: 'Bearer';
      /**
       * @description Life of the access token in seconds
       * @example 900
       */
      expires_in: number;
      /** @description Only with `x-token-delivery: body` */
      refresh_token?: string;
      /**
       * @description From now on also the session_id
       * @example sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60
       */
      context_id: string;
      /** @example tx-1767225600000-9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d */
      transaction_id?: string;
      /** @description Whether this device is trusted */
      device_bound: boolean;
    };
    LoginDto: {
      /** @example mfauser */
      username: string;
      /** @example password */
      password: string;
      /** @description What the device risk service gave the client */
      drs_action_token?: string;
      /** @description As the header `x-app-id` */
      app_id?: string;
      /** @description As the header `x-app-version` */
      app_version?: string;
    };
    OtpSentDto: {
      /** @example tx-1767225600000-9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d */
      transaction_id: string;
      /** Format: date-time */
      expires_at: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      response_type_code: 'OTP_VERIFY_REQUIRED';
    };
    PushSentDto: {
      /** @example tx-1767225600000-9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d */
      transaction_id: string;
      /** Format: date-time */
      expires_at: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      response_type_code: 'PUSH_VERIFY_REQUIRED';
      /** @description To be entered on the phone */
      display_number: number;
    };
    InitiateMfaDto: {
      /** @example sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60 */
      context_id: string;
      /** @example tx-1767225600000-9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d */
      transaction_id: string;
      /** @enum {string} */
      method: 'sms' | 'voice' | 'push';
      /** @description Required for sms and voice */
      mfa_option_id?: number;
    };
    VerifyCodeDto: {
      /** @example sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60 */
      context_id: string;
      /** @example tx-1767225600000-9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d */
      transaction_id: string;
      /** @example 1234 */
      code: string;
    };
    MfaPendingDto: {
      /** @example tx-1767225600000-9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d */
      transaction_id: string;
      /** Format: date-time */
      expires_at: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      response_type_code: 'MFA_PENDING';
      /**
       * @description Milliseconds to wait before asking again
       * @example 1000
       */
      retry_after: number;
    };
    ContextDto: {
      /** @example sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60 */
      context_id: string;
    };
    ApprovePushDto: {
      /** @example sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60 */
      context_id: string;
      /** @description The number shown where the person signs in; not needed to deny */
      selected_number?: number;
      /**
       * @default approve
       * @enum {string}
       */
      decision: 'approve' | 'deny';
    };
    ApprovalDto: {
      /** @description False when the number was wrong */
      success: boolean;
      /** @example tx-1767225600000-9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d */
      transaction_id: string;
    };
    RevealedCodeDto: {
      /** @example 1234 */
      otp: string;
    };
    EsignSuccessDto: {
      /** @enum {string} */
      response_type_code: 'SUCCESS';
      /** @description JWT, ES256, `typ: at+jwt` (RFC 9068) */
      access_token: string;
      /** @description JWT, ES256 (OpenID Connect Core) */
      id_token: string;
      /** @enum {string} */
      token_type: 'Bearer';
      /**
       * @description Life of the access token in seconds
       * @example 900
       */
      expires_in: number;
      /** @description Only with `x-token-delivery: body` */
      refresh_token?: string;
      /**
       * @description From now on also the session_id
       * @example sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60
       */
      context_id: string;
      /** @example tx-1767225600000-9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d */
      transaction_id?: string;
      /** @description Whether this device is trusted */
      device_bound: boolean;
      /** @enum {boolean} */
      esign_accepted: true;
      /** Format: date-time */
      esign_accepted_at: string;
    };
    AcceptDocumentDto: {
      /** @example sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60 */
      context_id: string;
      /** @example tx-1767225600000-9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d */
      transaction_id: string;
      /** @example terms-v1-2025 */
      document_id: string;
      /**
       * Format: date-time
       * @description What the client’s clock said; kept as evidence, not trusted
       */
      acceptance_timestamp?: string;
    };
    EsignDeclinedDto: {
      /** @example sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60 */
      context_id: string;
      /** @example tx-1767225600000-9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d */
      transaction_id: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      response_type_code: 'ESIGN_DECLINED';
    };
    DeclineDocumentDto: {
      /** @example sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60 */
      context_id: string;
      /** @example tx-1767225600000-9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d */
      transaction_id: string;
      /** @example terms-v1-2025 */
      document_id: string;
      reason?: string;
    };
    BindDeviceDto: {
      /** @example sess-5f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60 */
      context_id: string;
      /** @example tx-1767225600000-9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d */
      transaction_id: string;
      /** @description Whether this device shall be trusted from now on */
      bind_device: boolean;
    };
    GenerateHandOffDto: {
      /** @description The person’s first when absent */
      account_id?: string;
      /** @description The first that the source app may hand over to when absent */
      target_app?: string;
      /** @description Given back to the target app */
      state?: string;
    };
    HandOffDto: {
      /**
       * @description 64 hexadecimal characters
       * @example 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
       */
      session_token: string;
      /** Format: date-time */
      expires_at: string;
      account_id: string | null;
    };
    DailyHandOffsDto: {
      /**
       * Format: date
       * @description The day of creation, in UTC
       */
      day: string;
      created: number;
      used: number;
      revoked: number;
      /** @description Expired without having been used or revoked */
      expired: number;
    };
    StatisticsDto: {
      days: components['schemas']['DailyHandOffsDto'][];
    };
    HandOffTokenDto: {
      /**
       * @description 64 hexadecimal characters
       * @example 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
       */
      session_token: string;
    };
    ArrivalDto: {
      user_id: string;
      email: string;
      name: string;
      account_id: string | null;
      state: string | null;
    };
    AccountDto: {
      id: string;
      name: string;
      slug: string;
    };
    AccountsDto: {
      accounts: components['schemas']['AccountDto'][];
    };
    ValidatePermissionDto: {
      /**
       * @description 64 hexadecimal characters
       * @example 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
       */
      session_token: string;
      /** @example events:read */
      permission: string;
      resource_id?: string;
    };
    PermissionDto: {
      has_permission: boolean;
    };
    RevokedHandOffDto: {
      /** @enum {boolean} */
      success: true;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  HealthController_health: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthDto'];
        };
      };
    };
  };
  HealthController_live: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthDto'];
        };
      };
    };
  };
  HealthController_ready: {
    parameters: {
      query?: never;
      header?: {
        /** @description Shows each dependency */
        'x-api-key'?: string;
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthDto'];
        };
      };
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthDto'];
        };
      };
    };
  };
  MetricsController_read: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
      /** @description `CIAM_E04_00_010` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E04_00_010';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
    };
  };
  AuditController_search: {
    parameters: {
      query?: {
        /** @description A person */
        cupid?: string;
        /** @description A login */
        context_id?: string;
        /** @description A step of a login */
        transaction_id?: string;
        /** @description A session */
        session_id?: string;
        /** @description A request */
        correlation_id?: string;
        event_type?: string;
        category?: 'AUTH' | 'SESSION' | 'TOKEN' | 'MFA' | 'ESIGN' | 'DEVICE' | 'USER' | 'ADMIN' | 'SECURITY';
        severity?: 'INFO' | 'WARN' | 'ERROR' | 'CRITICAL';
        outcome?: 'SUCCESS' | 'FAILURE' | 'PENDING';
        /** @description From this instant on */
        from?: string;
        /** @description Before this instant */
        to?: string;
        limit?: number;
        /** @description The `next_cursor` of the page before; good for the same filters and administrator alone */
        cursor?: string;
      };
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditLogsDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  AuditController_export: {
    parameters: {
      query?: {
        /** @description A person */
        cupid?: string;
        /** @description A login */
        context_id?: string;
        /** @description A step of a login */
        transaction_id?: string;
        /** @description A session */
        session_id?: string;
        /** @description A request */
        correlation_id?: string;
        event_type?: string;
        category?: 'AUTH' | 'SESSION' | 'TOKEN' | 'MFA' | 'ESIGN' | 'DEVICE' | 'USER' | 'ADMIN' | 'SECURITY';
        severity?: 'INFO' | 'WARN' | 'ERROR' | 'CRITICAL';
        outcome?: 'SUCCESS' | 'FAILURE' | 'PENDING';
        /** @description From this instant on */
        from?: string;
        /** @description Before this instant */
        to?: string;
      };
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A connection that is cut off instead of ended means that lines are missing */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/x-ndjson': string;
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  AuditTailController_follow: {
    parameters: {
      query?: {
        /** @description A person */
        cupid?: string;
        /** @description A login */
        context_id?: string;
        /** @description A step of a login */
        transaction_id?: string;
        /** @description A session */
        session_id?: string;
        /** @description A request */
        correlation_id?: string;
        event_type?: string;
        category?: 'AUTH' | 'SESSION' | 'TOKEN' | 'MFA' | 'ESIGN' | 'DEVICE' | 'USER' | 'ADMIN' | 'SECURITY';
        severity?: 'INFO' | 'WARN' | 'ERROR' | 'CRITICAL';
        outcome?: 'SUCCESS' | 'FAILURE' | 'PENDING';
        /** @description From this instant on */
        from?: string;
        /** @description Ends after so many seconds; with 0 it sends what is there, and no more */
        seconds?: number;
      };
      header?: {
        /** @description Goes on after that event */
        'last-event-id'?: string;
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Ends with the access token; an event may come twice after a reconnect */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  ContextStoryController_tell: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        context_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ContextStoryDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  AnomalyController_report: {
    parameters: {
      query?: {
        /** @description From this instant on; a day before `to` when absent, at most seven days before it */
        from?: string;
        /** @description Before this instant; now when absent */
        to?: string;
        /** @description Within so many seconds */
        window_seconds?: number;
        /** @description So many failures are a burst; when absent 10 for failure_burst_person, 10 for failure_burst_name, 30 for failure_burst_address, 100 for failure_burst_app */
        min_failures?: number;
      };
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AnomaliesDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  RegistrationController_register: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RegisterDto'];
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MailSentDto'];
        };
      };
      /** @description `CIAM_E01_05_001` · `CIAM_E01_05_002` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            components['schemas']['RequestInvalidDto'] | components['schemas']['PasswordTooWeakDto'];
        };
      };
      /** @description `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  RegistrationController_verify: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MailTokenDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EmailVerifiedDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  RegistrationController_resend: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EmailDto'];
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MailSentDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  PasswordController_request: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EmailDto'];
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MailSentDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  PasswordController_confirm: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConfirmResetDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PasswordReplacedDto'];
        };
      };
      /** @description `CIAM_E01_05_001` · `CIAM_E01_05_002` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            components['schemas']['RequestInvalidDto'] | components['schemas']['PasswordTooWeakDto'];
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  PasswordController_change: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangePasswordDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PasswordReplacedDto'];
        };
      };
      /** @description `CIAM_E01_05_001` · `CIAM_E01_05_002` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            components['schemas']['RequestInvalidDto'] | components['schemas']['PasswordTooWeakDto'];
        };
      };
      /** @description `CIAM_E01_01_001` · `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_01_001' | 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_003` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  ProfileController_find: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProfileDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  OwnDataController_erase: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EraseOwnDataDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_01_001` · `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_01_001' | 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  ProfileController_change: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeProfileDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProfileDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_05_003` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  ProfileController_deactivate: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PasswordDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_01_001` · `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_01_001' | 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  OwnDataController_export: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnDataDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  PageController_verifyEmail: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
    };
  };
  PageController_resetPassword: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        token: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
    };
  };
  UserAdminController_list: {
    parameters: {
      query?: {
        limit?: number;
        /** @description The `next_cursor` of the page before */
        cursor?: string;
        /** @description Deleted people are in no list but that of DELETED */
        status?: 'PENDING' | 'ACTIVE' | 'LOCKED' | 'DISABLED' | 'DELETED';
        /** @description Held now: anywhere, or with `account_id` in that organisation or everywhere */
        role?: string;
        /** @description Members of this organisation */
        account_id?: string;
        /** @description The whole address; upper and lower case are alike */
        email?: string;
        /** @description The whole name; upper and lower case are alike */
        username?: string;
        /** @description In E.164; the + is %2B in a URL */
        phone?: string;
      };
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UsersDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  UserAdminController_find: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        cupid: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  UserAdminController_remove: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        cupid: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReasonedChangeDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_05_003` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  UserAdminController_change: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        cupid: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeUserDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_05_003` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  UserStandingController_lock: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        cupid: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReasonedChangeDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_05_003` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  UserStandingController_unlock: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        cupid: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['ChangeStandingDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_05_003` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  UserStandingController_disable: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        cupid: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReasonedChangeDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_05_003` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  UserStandingController_activate: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        cupid: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['ChangeStandingDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_05_003` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  UserStandingController_restore: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        cupid: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['ChangeStandingDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_05_003` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  UserRoleController_grant: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        cupid: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GrantRoleDto'];
      };
    };
    responses: {
      /** @description The person had it, until the same end, already */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RoleDto'];
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RoleDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_05_003` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  UserRoleController_withdraw: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        cupid: string;
        grant_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  UserAccessController_list: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        cupid: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserSessionsDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  UserAccessController_end: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        cupid: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionsEndedDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  UserAccessController_resetPassword: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        cupid: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AcceptedDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_05_003` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_003';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  ErasureController_erase: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        cupid: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EraseUserDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  JwksController_jwks: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A JWK Set */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            keys: {
              [key: string]: unknown;
            }[];
          };
        };
      };
    };
  };
  SessionController_refresh: {
    parameters: {
      query?: never;
      header?: {
        'x-token-delivery'?: 'body';
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['RefreshDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefreshedDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_004` · `CIAM_E04_00_001` · `CIAM_E04_00_002` · `CIAM_E04_00_004` · `CIAM_E04_00_005` · `CIAM_E04_00_008` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code:
              | 'CIAM_E01_02_004'
              | 'CIAM_E04_00_001'
              | 'CIAM_E04_00_002'
              | 'CIAM_E04_00_004'
              | 'CIAM_E04_00_005'
              | 'CIAM_E04_00_008';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  SessionController_logout: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['RefreshDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LoggedOutDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  OwnSessionsController_list: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnSessionsDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  OwnSessionsController_revoke: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        session_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  OwnSessionsController_revokeOthers: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RevokedDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  OwnSessionsController_revokeAll: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RevokedDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  GatewayController_verify: {
    parameters: {
      query?: never;
      header: {
        /** @description The gateway’s key */
        'x-api-key': string;
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['VerifyTokenDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TokenStateDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E04_00_010` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E04_00_010';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  OAuthController_introspect: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': components['schemas']['PresentedTokenDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntrospectionDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InvalidFormDto'];
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  OAuthController_revoke: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': components['schemas']['PresentedTokenDto'];
      };
    };
    responses: {
      /** @description The token is of no use any more, if it ever was */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InvalidFormDto'];
        };
      };
      /** @description `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InvalidClientDto'];
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  EsignController_document: {
    parameters: {
      query?: {
        /** @description The newest one when absent */
        version?: string;
      };
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        document_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DocumentDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_04_001` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_04_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  OwnDevicesController_list: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnDevicesDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  OwnDevicesController_remove: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        device_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  OwnDevicesController_rename: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        device_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RenameDeviceDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnDeviceDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_004` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_004';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  LoginController_login: {
    parameters: {
      query?: never;
      header?: {
        /** @description For clients that keep no cookies */
        'x-token-delivery'?: 'body';
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LoginDto'];
      };
    };
    responses: {
      /** @description Follow `response_type_code` */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | components['schemas']['MfaRequiredDto']
            | components['schemas']['EsignRequiredDto']
            | components['schemas']['DeviceBindRequiredDto'];
        };
      };
      /** @description Signed in */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SuccessDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_01_001` · `CIAM_E01_01_016` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_01_001' | 'CIAM_E01_01_016' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_01_010` · `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_01_010' | 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_01_002` · `CIAM_E01_01_003` · `CIAM_E01_01_004` · `CIAM_E01_01_005` · `CIAM_E01_01_006` · `CIAM_E01_01_008` */
      423: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code:
              | 'CIAM_E01_01_002'
              | 'CIAM_E01_01_003'
              | 'CIAM_E01_01_004'
              | 'CIAM_E01_01_005'
              | 'CIAM_E01_01_006'
              | 'CIAM_E01_01_008';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  MfaController_initiate: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['InitiateMfaDto'];
      };
    };
    responses: {
      /** @description Sent */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OtpSentDto'] | components['schemas']['PushSentDto'];
        };
      };
      /** @description `CIAM_E01_01_009` · `CIAM_E01_03_003` · `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | components['schemas']['RequestInvalidDto']
            | (components['schemas']['ErrorDto'] & {
                /** @enum {string} */
                error_code: 'CIAM_E01_01_009' | 'CIAM_E01_03_003';
              });
        };
      };
      /** @description `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_03_001` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_03_001';
          };
        };
      };
      /** @description `CIAM_E01_03_002` */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TransactionEndedDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_01_002` · `CIAM_E01_01_003` · `CIAM_E01_01_004` · `CIAM_E01_01_005` · `CIAM_E01_01_006` · `CIAM_E01_01_008` */
      423: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code:
              | 'CIAM_E01_01_002'
              | 'CIAM_E01_01_003'
              | 'CIAM_E01_01_004'
              | 'CIAM_E01_01_005'
              | 'CIAM_E01_01_006'
              | 'CIAM_E01_01_008';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  MfaController_verify: {
    parameters: {
      query?: never;
      header?: {
        /** @description For clients that keep no cookies */
        'x-token-delivery'?: 'body';
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['VerifyCodeDto'];
      };
    };
    responses: {
      /** @description The next door */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            components['schemas']['EsignRequiredDto'] | components['schemas']['DeviceBindRequiredDto'];
        };
      };
      /** @description Signed in */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SuccessDto'];
        };
      };
      /** @description `CIAM_E01_01_017` · `CIAM_E01_03_003` · `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | components['schemas']['WrongCodeDto']
            | components['schemas']['RequestInvalidDto']
            | (components['schemas']['ErrorDto'] & {
                /** @enum {string} */
                error_code: 'CIAM_E01_03_003';
              });
        };
      };
      /** @description `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_03_001` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_03_001';
          };
        };
      };
      /** @description `CIAM_E01_03_002` */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TransactionEndedDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_01_002` · `CIAM_E01_01_003` · `CIAM_E01_01_004` · `CIAM_E01_01_005` · `CIAM_E01_01_006` · `CIAM_E01_01_008` */
      423: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code:
              | 'CIAM_E01_01_002'
              | 'CIAM_E01_01_003'
              | 'CIAM_E01_01_004'
              | 'CIAM_E01_01_005'
              | 'CIAM_E01_01_006'
              | 'CIAM_E01_01_008';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  MfaController_poll: {
    parameters: {
      query?: never;
      header?: {
        /** @description For clients that keep no cookies */
        'x-token-delivery'?: 'body';
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        transaction_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ContextDto'];
      };
    };
    responses: {
      /** @description Not answered yet, or the next door */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | components['schemas']['MfaPendingDto']
            | components['schemas']['EsignRequiredDto']
            | components['schemas']['DeviceBindRequiredDto'];
        };
      };
      /** @description Signed in */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SuccessDto'];
        };
      };
      /** @description `CIAM_E01_03_003` · `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | components['schemas']['RequestInvalidDto']
            | (components['schemas']['ErrorDto'] & {
                /** @enum {string} */
                error_code: 'CIAM_E01_03_003';
              });
        };
      };
      /** @description `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_03_001` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_03_001';
          };
        };
      };
      /** @description `CIAM_E01_03_002` */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TransactionEndedDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_01_002` · `CIAM_E01_01_003` · `CIAM_E01_01_004` · `CIAM_E01_01_005` · `CIAM_E01_01_006` · `CIAM_E01_01_008` */
      423: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code:
              | 'CIAM_E01_01_002'
              | 'CIAM_E01_01_003'
              | 'CIAM_E01_01_004'
              | 'CIAM_E01_01_005'
              | 'CIAM_E01_01_006'
              | 'CIAM_E01_01_008';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  PushApprovalController_approve: {
    parameters: {
      query?: never;
      header?: {
        /** @description With a real push gateway: hexadecimal HMAC-SHA256 over `transaction_id.selected_number.decision.timestamp`, without a number an empty one */
        'x-push-signature'?: string;
        /** @description Seconds since the epoch; with a real push gateway */
        'x-push-timestamp'?: string;
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        transaction_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ApprovePushDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApprovalDto'];
        };
      };
      /** @description `CIAM_E01_03_003` · `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | components['schemas']['RequestInvalidDto']
            | (components['schemas']['ErrorDto'] & {
                /** @enum {string} */
                error_code: 'CIAM_E01_03_003';
              });
        };
      };
      /** @description `CIAM_E04_00_010` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E04_00_010';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_03_001` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_03_001';
          };
        };
      };
      /** @description `CIAM_E01_03_002` */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TransactionEndedDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  PushApprovalController_reveal: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path: {
        transaction_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RevealedCodeDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_03_001` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_03_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  EsignFlowController_accept: {
    parameters: {
      query?: never;
      header?: {
        /** @description For clients that keep no cookies */
        'x-token-delivery'?: 'body';
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AcceptDocumentDto'];
      };
    };
    responses: {
      /** @description The next door */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            components['schemas']['EsignRequiredDto'] | components['schemas']['DeviceBindRequiredDto'];
        };
      };
      /** @description Signed in */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EsignSuccessDto'];
        };
      };
      /** @description `CIAM_E01_03_003` · `CIAM_E01_04_002` · `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | components['schemas']['RequestInvalidDto']
            | (components['schemas']['ErrorDto'] & {
                /** @enum {string} */
                error_code: 'CIAM_E01_03_003' | 'CIAM_E01_04_002';
              });
        };
      };
      /** @description `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_03_001` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_03_001';
          };
        };
      };
      /** @description `CIAM_E01_03_002` */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TransactionEndedDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_01_002` · `CIAM_E01_01_003` · `CIAM_E01_01_004` · `CIAM_E01_01_006` · `CIAM_E01_01_008` */
      423: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code:
              | 'CIAM_E01_01_002'
              | 'CIAM_E01_01_003'
              | 'CIAM_E01_01_004'
              | 'CIAM_E01_01_006'
              | 'CIAM_E01_01_008';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  EsignFlowController_decline: {
    parameters: {
      query?: never;
      header?: {
        /** @description For clients that keep no cookies */
        'x-token-delivery'?: 'body';
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DeclineDocumentDto'];
      };
    };
    responses: {
      /** @description The end of the login, or the next door */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | components['schemas']['EsignDeclinedDto']
            | components['schemas']['EsignRequiredDto']
            | components['schemas']['DeviceBindRequiredDto'];
        };
      };
      /** @description Signed in without it */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SuccessDto'];
        };
      };
      /** @description `CIAM_E01_03_003` · `CIAM_E01_04_002` · `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | components['schemas']['RequestInvalidDto']
            | (components['schemas']['ErrorDto'] & {
                /** @enum {string} */
                error_code: 'CIAM_E01_03_003' | 'CIAM_E01_04_002';
              });
        };
      };
      /** @description `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_03_001` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_03_001';
          };
        };
      };
      /** @description `CIAM_E01_03_002` */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TransactionEndedDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_01_002` · `CIAM_E01_01_003` · `CIAM_E01_01_004` · `CIAM_E01_01_006` · `CIAM_E01_01_008` */
      423: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code:
              | 'CIAM_E01_01_002'
              | 'CIAM_E01_01_003'
              | 'CIAM_E01_01_004'
              | 'CIAM_E01_01_006'
              | 'CIAM_E01_01_008';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  DeviceFlowController_bind: {
    parameters: {
      query?: never;
      header?: {
        /** @description For clients that keep no cookies */
        'x-token-delivery'?: 'body';
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BindDeviceDto'];
      };
    };
    responses: {
      /** @description Signed in */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SuccessDto'];
        };
      };
      /** @description `CIAM_E01_03_003` · `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | components['schemas']['RequestInvalidDto']
            | (components['schemas']['ErrorDto'] & {
                /** @enum {string} */
                error_code: 'CIAM_E01_03_003';
              });
        };
      };
      /** @description `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_03_001` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_03_001';
          };
        };
      };
      /** @description `CIAM_E01_03_002` */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TransactionEndedDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_01_002` · `CIAM_E01_01_003` · `CIAM_E01_01_004` · `CIAM_E01_01_006` · `CIAM_E01_01_008` */
      423: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code:
              | 'CIAM_E01_01_002'
              | 'CIAM_E01_01_003'
              | 'CIAM_E01_01_004'
              | 'CIAM_E01_01_006'
              | 'CIAM_E01_01_008';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  SourceAppController_generate: {
    parameters: {
      query?: never;
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['GenerateHandOffDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HandOffDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  SourceAppController_perDay: {
    parameters: {
      query?: {
        /** @description First day in UTC; 30 days before the last when absent */
        from?: string;
        /** @description Last day in UTC; today when absent */
        to?: string;
      };
      header?: {
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StatisticsDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_001` · `CIAM_E01_02_002` · `CIAM_E01_02_004` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_001' | 'CIAM_E01_02_002' | 'CIAM_E01_02_004';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  TargetAppController_validate: {
    parameters: {
      query?: never;
      header?: {
        /** @description Names the target app */
        'x-shared-secret'?: string;
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HandOffTokenDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ArrivalDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E04_00_010` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E04_00_010';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E04_00_003` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E04_00_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  TargetAppController_accounts: {
    parameters: {
      query?: never;
      header: {
        /** @description Names the target app */
        'x-shared-secret'?: string;
        /** @description Never in a URL */
        'x-session-token': string;
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccountsDto'];
        };
      };
      /** @description `CIAM_E04_00_010` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E04_00_010';
          };
        };
      };
      /** @description `CIAM_E04_00_003` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E04_00_003';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  TargetAppController_permission: {
    parameters: {
      query?: never;
      header?: {
        /** @description Names the target app */
        'x-shared-secret'?: string;
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ValidatePermissionDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PermissionDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E04_00_010` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E04_00_010';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E04_00_003` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E04_00_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
  TargetAppController_revoke: {
    parameters: {
      query?: never;
      header?: {
        /** @description Names the target app */
        'x-shared-secret'?: string;
        'x-correlation-id'?: string;
        'x-client-id'?: string;
        'x-app-id'?: string;
        'x-app-version'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HandOffTokenDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RevokedHandOffDto'];
        };
      };
      /** @description `CIAM_E01_05_001` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestInvalidDto'];
        };
      };
      /** @description `CIAM_E01_02_002` · `CIAM_E04_00_010` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_002' | 'CIAM_E04_00_010';
          };
        };
      };
      /** @description `CIAM_E01_02_003` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_02_003';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_05_001` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_05_001';
          };
        };
      };
      /** @description `CIAM_E01_06_001` */
      429: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E01_06_001';
          };
        };
      };
      /** @description `CIAM_E05_00_002` */
      503: {
        headers: {
          /** @description Seconds */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErrorDto'] & {
            /** @enum {string} */
            error_code: 'CIAM_E05_00_002';
          };
        };
      };
    };
  };
}
