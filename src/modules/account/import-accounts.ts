import { Injectable } from '@nestjs/common';
import type { Newcomer } from './import-writer.js';
import { OrganisationRepository } from './organisation.repository.js';
import { OrganisationService } from './organisation.service.js';

/** The organisations that lines of an import name, by their slugs. */
@Injectable()
export class ImportAccounts {
  constructor(
    private readonly rows: OrganisationRepository,
    private readonly organisations: OrganisationService,
  ) {}

  /** @returns the ids of those that there are */
  idsOf(slugs: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.rows.idsOf([...new Set(slugs)]);
  }

  /** Makes those that newcomers are to belong to and that are not there yet, by the name of their slug, in the running unit. */
  async complete(newcomers: readonly Newcomer[], by: string): Promise<Newcomer[]> {
    const made = new Map<string, string | undefined>();
    for (const { slug } of newcomers.flatMap(lacking))
      if (!made.has(slug)) made.set(slug, await this.organisations.create(slug, slug, by));
    // Somebody else may have been faster.
    const found = await this.idsOf([...made].flatMap(([slug, id]) => (id === undefined ? [slug] : [])));
    return newcomers.map((newcomer) => {
      const [membership] = lacking(newcomer);
      if (!membership) return newcomer;
      return { ...newcomer, accountId: made.get(membership.slug) ?? found.get(membership.slug) ?? null };
    });
  }
}

function lacking({ person, accountId }: Newcomer) {
  return person.membership && accountId === null ? [person.membership] : [];
}
