import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, their phones and passwords, the organisations they belong to, their roles, and who tried to sign in. */
export class CreateAccounts1735689600009 implements MigrationInterface {
  readonly name = 'CreateAccounts1735689600009';

  async up(runner: QueryRunner): Promise<void> {
    await this.createUsers(runner);
    await this.createPhones(runner);
    await this.createCredentials(runner);
    await this.createLoginAttempts(runner);
    await this.createAccounts(runner);
    await this.createMemberships(runner);
    await this.createRoles(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE user_roles');
    await runner.query('DROP TABLE memberships');
    await runner.query('DROP TABLE accounts');
    await runner.query('DROP TABLE login_attempts');
    await runner.query('DROP TABLE credentials');
    await runner.query('DROP TABLE user_phones');
    await runner.query('DROP TABLE users');
  }

  private async createUsers(runner: QueryRunner): Promise<void> {
    // Room in each page for the next version of a row: every login changes one, and its index entries need not.
    await runner.query(`
      CREATE TABLE users (
        user_id                uuid NOT NULL,
        guid                   varchar(64),
        tenant_id              varchar(64),
        username               varchar(128),
        username_lookup        varchar(128),
        email                  varchar(512),
        email_lookup           varchar(256),
        email_verified_at      timestamptz(3),
        given_name             varchar(1024),
        family_name            varchar(1024),
        status                 varchar(16) NOT NULL,
        status_reason          varchar(256),
        status_changed_at      timestamptz(3),
        kyc_status             varchar(16) NOT NULL,
        kyc_level              integer NOT NULL,
        mfa_required           boolean NOT NULL,
        mfa_locked             boolean NOT NULL,
        push_registration      varchar(16) NOT NULL,
        audiences              jsonb NOT NULL,
        password_changed_at    timestamptz(3),
        failed_login_attempts  integer NOT NULL,
        last_failed_login_at   timestamptz(3),
        locked_until           timestamptz(3),
        lock_count             integer NOT NULL,
        device_failed_attempts integer NOT NULL,
        device_locked_until    timestamptz(3),
        device_lock_count      integer NOT NULL,
        last_login_at          timestamptz(3),
        last_login_ip          varchar(45),
        version                integer NOT NULL,
        created_at             timestamptz(3) NOT NULL,
        updated_at             timestamptz(3) NOT NULL,
        deleted_at             timestamptz(3),
        deleted_by             varchar(64),
        delete_reason          varchar(256),
        CONSTRAINT pk_users PRIMARY KEY (user_id),
        CONSTRAINT chk_users_status CHECK (status IN ('PENDING', 'ACTIVE', 'LOCKED', 'DISABLED', 'DELETED')),
        CONSTRAINT chk_users_deleted CHECK ((status = 'DELETED') = (deleted_at IS NOT NULL)),
        CONSTRAINT chk_users_email CHECK (deleted_at IS NOT NULL OR (email IS NOT NULL AND email_lookup IS NOT NULL)),
        CONSTRAINT chk_users_username CHECK ((username IS NULL) = (username_lookup IS NULL)),
        CONSTRAINT chk_users_kyc CHECK (kyc_status IN ('NOT_STARTED', 'PENDING', 'VERIFIED', 'REJECTED', 'EXPIRED') AND kyc_level >= 0),
        CONSTRAINT chk_users_push CHECK (push_registration IN ('NOT_REGISTERED', 'ENABLED', 'DISABLED')),
        CONSTRAINT chk_users_counts CHECK (failed_login_attempts >= 0 AND lock_count >= 0 AND device_failed_attempts >= 0 AND device_lock_count >= 0),
        CONSTRAINT chk_users_version CHECK (version >= 1)
      ) WITH (fillfactor = 80)
    `);
    await runner.query(`CREATE UNIQUE INDEX uq_users_email ON users (email_lookup) WHERE deleted_at IS NULL`);
    await runner.query(
      `CREATE UNIQUE INDEX uq_users_username ON users (username_lookup) WHERE deleted_at IS NULL`,
    );
    await runner.query(`CREATE UNIQUE INDEX uq_users_guid ON users (guid)`);
    await runner.query(`CREATE INDEX idx_users_created ON users (created_at, user_id)`);
    await runner.query(
      `CREATE INDEX idx_users_locked ON users (locked_until) WHERE locked_until IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX idx_users_deleted ON users (deleted_at) WHERE deleted_at IS NOT NULL`);
  }

  private async createPhones(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE user_phones (
        user_id      uuid NOT NULL,
        option_id    integer NOT NULL,
        phone        varchar(256) NOT NULL,
        phone_lookup varchar(128) NOT NULL,
        verified_at  timestamptz(3),
        created_at   timestamptz(3) NOT NULL,
        updated_at   timestamptz(3) NOT NULL,
        CONSTRAINT pk_user_phones PRIMARY KEY (user_id, option_id),
        CONSTRAINT fk_user_phones_user FOREIGN KEY (user_id) REFERENCES users(user_id) ON DELETE CASCADE,
        CONSTRAINT chk_user_phones_option CHECK (option_id BETWEEN 1 AND 6)
      )
    `);
    await runner.query(`CREATE INDEX idx_user_phones_lookup ON user_phones (phone_lookup)`);
  }

  private async createCredentials(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE credentials (
        user_id         uuid NOT NULL,
        credential_type varchar(16) NOT NULL,
        secret_hash     varchar(512) NOT NULL,
        created_at      timestamptz(3) NOT NULL,
        updated_at      timestamptz(3) NOT NULL,
        CONSTRAINT pk_credentials PRIMARY KEY (user_id, credential_type),
        CONSTRAINT fk_credentials_user FOREIGN KEY (user_id) REFERENCES users(user_id) ON DELETE CASCADE,
        CONSTRAINT chk_credentials_type CHECK (credential_type IN ('PASSWORD'))
      )
    `);
  }

  private async createLoginAttempts(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE login_attempts (
        attempt_id     uuid NOT NULL,
        user_id        uuid,
        outcome        varchar(16) NOT NULL,
        context_id     varchar(64),
        correlation_id varchar(36) NOT NULL,
        ip_address     varchar(45),
        user_agent     varchar(512),
        attempted_at   timestamptz(3) NOT NULL,
        CONSTRAINT pk_login_attempts PRIMARY KEY (attempt_id),
        CONSTRAINT fk_login_attempts_user FOREIGN KEY (user_id) REFERENCES users(user_id) ON DELETE CASCADE,
        CONSTRAINT chk_login_attempts_outcome CHECK (outcome IN ('ACCEPTED', 'REFUSED', 'WRONG_PASSWORD', 'LOCKED_OUT', 'NOT_VERIFIED', 'UNKNOWN_USER')),
        CONSTRAINT chk_login_attempts_user CHECK ((outcome = 'UNKNOWN_USER') = (user_id IS NULL))
      )
    `);
    await runner.query(`CREATE INDEX idx_login_attempts_user ON login_attempts (user_id, attempted_at)`);
    await runner.query(`CREATE INDEX idx_login_attempts_time ON login_attempts (attempted_at)`);
  }

  private async createAccounts(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE accounts (
        account_id uuid NOT NULL,
        tenant_id  varchar(64),
        name       varchar(256) NOT NULL,
        slug       varchar(128) NOT NULL,
        version    integer NOT NULL,
        created_at timestamptz(3) NOT NULL,
        updated_at timestamptz(3) NOT NULL,
        deleted_at timestamptz(3),
        CONSTRAINT pk_accounts PRIMARY KEY (account_id),
        CONSTRAINT chk_accounts_version CHECK (version >= 1)
      )
    `);
    await runner.query(`CREATE UNIQUE INDEX uq_accounts_slug ON accounts (slug) WHERE deleted_at IS NULL`);
  }

  private async createMemberships(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE memberships (
        account_id  uuid NOT NULL,
        user_id     uuid NOT NULL,
        permissions jsonb NOT NULL,
        created_at  timestamptz(3) NOT NULL,
        updated_at  timestamptz(3) NOT NULL,
        CONSTRAINT pk_memberships PRIMARY KEY (account_id, user_id),
        CONSTRAINT fk_memberships_account FOREIGN KEY (account_id) REFERENCES accounts(account_id) ON DELETE CASCADE,
        CONSTRAINT fk_memberships_user FOREIGN KEY (user_id) REFERENCES users(user_id) ON DELETE CASCADE
      )
    `);
    await runner.query(`CREATE INDEX idx_memberships_user ON memberships (user_id)`);
  }

  private async createRoles(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE user_roles (
        grant_id     uuid NOT NULL,
        user_id      uuid NOT NULL,
        account_id   uuid,
        role         varchar(64) NOT NULL,
        granted_by   varchar(64) NOT NULL,
        granted_at   timestamptz(3) NOT NULL,
        expires_at   timestamptz(3),
        active       boolean NOT NULL,
        withdrawn_by varchar(64),
        withdrawn_at timestamptz(3),
        CONSTRAINT pk_user_roles PRIMARY KEY (grant_id),
        CONSTRAINT fk_user_roles_user FOREIGN KEY (user_id) REFERENCES users(user_id) ON DELETE CASCADE,
        CONSTRAINT fk_user_roles_account FOREIGN KEY (account_id) REFERENCES accounts(account_id) ON DELETE CASCADE,
        CONSTRAINT chk_user_roles_withdrawn CHECK (active = (withdrawn_at IS NULL)),
        CONSTRAINT chk_user_roles_expiry CHECK (expires_at IS NULL OR expires_at > granted_at)
      )
    `);
    await runner.query(
      `CREATE UNIQUE INDEX uq_user_roles_everywhere ON user_roles (user_id, role) WHERE active AND account_id IS NULL`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX uq_user_roles_account ON user_roles (user_id, account_id, role) WHERE active AND account_id IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX idx_user_roles_user ON user_roles (user_id)`);
    await runner.query(`CREATE INDEX idx_user_roles_account ON user_roles (account_id)`);
  }
}
