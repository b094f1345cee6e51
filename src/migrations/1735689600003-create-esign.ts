import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Documents to sign, and what people decided on them. */
export class CreateEsign1735689600003 implements MigrationInterface {
  readonly name = 'CreateEsign1735689600003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE esign_documents (
        document_id    varchar(64) NOT NULL,
        version        varchar(32) NOT NULL,
        title          varchar(256) NOT NULL,
        content        text NOT NULL,
        content_sha256 char(64) NOT NULL,
        mandatory      boolean NOT NULL,
        audience       varchar(64),
        published_at   timestamptz(3) NOT NULL,
        retired_at     timestamptz(3),
        CONSTRAINT pk_esign_documents PRIMARY KEY (document_id, version),
        CONSTRAINT chk_esign_documents_retired CHECK (retired_at IS NULL OR retired_at >= published_at)
      )
    `);
    await runner.query(
      `CREATE INDEX idx_esign_documents_current ON esign_documents (document_id, published_at) WHERE retired_at IS NULL`,
    );
    await runner.query(`
      CREATE TABLE esign_acceptances (
        acceptance_id    uuid NOT NULL,
        cupid            varchar(64) NOT NULL,
        document_id      varchar(64) NOT NULL,
        version          varchar(32) NOT NULL,
        content_sha256   char(64) NOT NULL,
        context_id       varchar(64) NOT NULL,
        transaction_id   varchar(64) NOT NULL,
        decision         varchar(8) NOT NULL,
        ip_address       varchar(45),
        user_agent       varchar(512),
        accepted_at      timestamptz(3) NOT NULL,
        client_timestamp timestamptz(3),
        CONSTRAINT pk_esign_acceptances PRIMARY KEY (acceptance_id),
        CONSTRAINT fk_esign_acceptances_document FOREIGN KEY (document_id, version) REFERENCES esign_documents(document_id, version),
        CONSTRAINT chk_esign_acceptances_decision CHECK (decision IN ('ACCEPTED', 'DECLINED'))
      )
    `);
    await runner.query(`CREATE INDEX idx_esign_acceptances_cupid ON esign_acceptances (cupid, accepted_at)`);
    await runner.query(
      `CREATE INDEX idx_esign_acceptances_document ON esign_acceptances (document_id, version)`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX uq_esign_acceptances_accepted ON esign_acceptances (cupid, document_id, version) WHERE decision = 'ACCEPTED'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE esign_acceptances');
    await runner.query('DROP TABLE esign_documents');
  }
}
