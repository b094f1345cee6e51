import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Resealing } from '../../database/resealing.js';
import { Lookups } from './lookups.js';

/** When rows are sealed anew, what they are sought by is made anew along with them. */
@Injectable()
export class LookupRenewal implements OnModuleInit {
  constructor(
    private readonly resealing: Resealing,
    private readonly lookups: Lookups,
  ) {}

  onModuleInit(): void {
    const { currentPrefix: prefix, blindPrefix: notPrefix } = this.lookups;
    const form = { prefix, notPrefix };
    this.resealing.derive('users', [
      { ...form, column: 'email_lookup', from: 'email', make: (email) => this.lookups.email(email) },
      { ...form, column: 'username_lookup', from: 'username', make: (name) => this.lookups.username(name) },
    ]);
    this.resealing.derive('user_phones', [
      { ...form, column: 'phone_lookup', from: 'phone', make: (phone) => this.lookups.phone(phone) },
    ]);
  }
}
