import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from './app-config.js';

/** The injection token of the configuration. */
export const APP_CONFIG = Symbol('AppConfig');

@Module({})
export class ConfigModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: APP_CONFIG, useValue: config }],
      exports: [APP_CONFIG],
    };
  }
}
