import { type Answer, type MfaRequired, type SallyportClient, SallyportError } from '@sallyport/client';

/** Asks for the code until it is right, or the server takes no more. */
export async function enterCode(
  sallyport: SallyportClient,
  step: MfaRequired,
  readCode: (hint: string) => Promise<string>,
): Promise<Answer> {
  const sent = await sallyport.sendCode(step);
  for (let hint = 'The code?'; ;) {
    try {
      return await sallyport.verifyCode(sent, await readCode(hint));
    } catch (error) {
      if (!(error instanceof SallyportError) || !error.attempts_remaining) throw error;
      hint = `${error.message}; ${error.attempts_remaining} attempts remain`;
    }
  }
}
