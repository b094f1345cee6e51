import { createSallyportClient } from '@sallyport/client';

export async function wholeChain(baseUrl: string, readCode: () => Promise<string>): Promise<number> {
  const sallyport = createSallyportClient({ baseUrl, delivery: 'body', appId: 'example' });
  const person = { username: 'mfaesignuser', password: 'password', drs_action_token: 'my-laptop' };
  await sallyport.signIn(person, {
    MFA_REQUIRED: async (step) => sallyport.verifyCode(await sallyport.sendCode(step), await readCode()),
    ESIGN_REQUIRED: (step) => sallyport.acceptDocument(step),
    DEVICE_BIND_REQUIRED: (step) => sallyport.bindDevice(step),
  });
  const sessions = await sallyport.sessions(); // renews the tokens first when they have run out
  await sallyport.refresh(); // renews them now
  await sallyport.logout();
  return sessions.length;
}
