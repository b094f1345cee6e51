import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiErrors, TAKES_ID } from '../../../common/api-errors.js';
import { AnyClient, RateLimited } from '../../../common/route-marks.js';
import { page, PAGE_POLICY } from './page.js';

const VERIFY = page({
  title: 'Verify your e-mail address',
  text: 'Somebody signed up with this address. If that was you, confirm it; otherwise close this page.',
  action: '/auth/verify-email',
  fields: '',
  button: 'Yes, this is my address',
  done: 'Your address is verified. You can sign in now.',
});

const RESET = page({
  title: 'Choose a new password',
  text: 'You will be signed out everywhere. A few unrelated words make a good password; no rules of form apply.',
  action: '/auth/reset-password/confirm',
  fields: `<label>New password
<input type="password" name="password" autocomplete="new-password" required maxlength="1024"></label>
<label>The same once more
<input type="password" name="password_confirmation" autocomplete="new-password" required maxlength="1024"></label>`,
  button: 'Set the password',
  done: 'Your password is changed. You can sign in with it now.',
});

const HEADERS = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAGE_POLICY };
const PAGE = { description: 'A page', content: { 'text/html': { schema: { type: 'string' as const } } } };
const NEEDS_NOTHING = { 429: [], 503: [] };

/**
 * Where the links in mails lead unless an app has pages of its own. Opening one does nothing yet: programs that look into
 * mails open links too.
 */
@ApiTags('account')
@AnyClient()
@RateLimited('none')
@Controller('auth')
export class PageController {
  @Get('verify-email/:token')
  @ApiOperation({ summary: 'The page of a mail’s link, with a button that verifies the address' })
  @ApiOkResponse(PAGE)
  @ApiErrors(TAKES_ID, NEEDS_NOTHING)
  verifyEmail(@Param('token') _token: string, @Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.headers(HEADERS);
    return VERIFY;
  }

  @Get('reset-password/:token')
  @ApiOperation({ summary: 'The page of a mail’s link, with a form for a new password' })
  @ApiOkResponse(PAGE)
  @ApiErrors(TAKES_ID, NEEDS_NOTHING)
  resetPassword(@Param('token') _token: string, @Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.headers(HEADERS);
    return RESET;
  }
}
