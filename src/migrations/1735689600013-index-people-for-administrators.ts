import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For lists of people by status and by role, and for finding a deleted person by name. */
export class IndexPeopleForAdministrators1735689600013 implements MigrationInterface {
  readonly name = 'IndexPeopleForAdministrators1735689600013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX idx_users_status ON users (status, created_at, user_id)`);
    await runner.query(
      `CREATE INDEX idx_users_deleted_email ON users (email_lookup) WHERE deleted_at IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX idx_users_deleted_username ON users (username_lookup) WHERE deleted_at IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX idx_user_roles_role ON user_roles (role, user_id) WHERE active`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX idx_user_roles_role');
    await runner.query('DROP INDEX idx_users_deleted_username');
    await runner.query('DROP INDEX idx_users_deleted_email');
    await runner.query('DROP INDEX idx_users_status');
  }
}
