import { Controller } from '@nestjs/common';
import { type Call, Route, TheCall } from '../../platform/route.ts';
import { meOf } from '../me-of.ts';
import { ProviderSignIn } from './provider-sign-in.service.ts';

/** Signing in at the organisation's own provider of OpenID Connect (ADR 49). */
@Controller()
export class ProviderController {
  constructor(private readonly provider: ProviderSignIn) {}

  @Route('readSignInWays')
  ways() {
    const { settings } = this.provider;
    return {
      // by the address that is registered: whoever came by another one begins, and comes back, there
      provider: settings ? { label: settings.label, address: `${settings.publicUrl}/sign-in/provider` } : null,
      passwords: settings?.passwords ?? true,
    };
  }

  @Route('beginProviderSignIn')
  async begin(@TheCall() { body, request, reply }: Call<'beginProviderSignIn'>) {
    return { address: await this.provider.begin(body.next, request, reply) };
  }

  @Route('finishProviderSignIn')
  async finish(@TheCall() { body, request, reply }: Call<'finishProviderSignIn'>) {
    const { account, next } = await this.provider.finish(body.query, request, reply);
    return { me: meOf(account, await this.provider.secondFactorOf(account)), next };
  }
}
