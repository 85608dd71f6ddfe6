// A real OpenID provider (`oidc-provider` of npm) for the tests: it lets in whoever it is told to, and, when
// asked, gives the answers that a liar would. Loopback only; keeps nothing.
//
// `node provider.mjs REDIRECT HOME`: it chooses its port and prints its issuer on a line. `OIDC_PROVIDER_FOLDER`
// names the folder where the package is installed. `POST /told` takes JSON:
// { sub, claims, lie: none | signature | alg | nonce | issuer | audience | expired | old | userinfo | access_token | silent }.
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const installed = createRequire(join(process.env.OIDC_PROVIDER_FOLDER, 'package.json'));
const load = (name) => import(pathToFileURL(installed.resolve(name)).href);
const { default: Provider } = await load('oidc-provider');
const jose = await load('jose');

const [redirect, home, victims] = process.argv.slice(2);
const told = { sub: 'agent-1', claims: {}, lie: 'none', seen: [] };

const server = createServer();
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const ours = await jose.generateKeyPair('RS256', { extractable: true });
const others = await jose.generateKeyPair('RS256', { extractable: true });
const key = { ...(await jose.exportJWK(ours.privateKey)), kid: 'ours', alg: 'RS256', use: 'sig' };

const client = (id, more) => ({
  client_id: id,
  client_secret: 'un-secret-d-essai-assez-long-pour-tous',
  redirect_uris: [redirect, victims].filter(Boolean),
  post_logout_redirect_uris: [home],
  response_types: ['code'],
  grant_types: ['authorization_code'],
  id_token_signed_response_alg: 'RS256',
  ...more,
});

const provider = new Provider(issuer, {
  jwks: { keys: [key] },
  clients: [
    client('generic', { token_endpoint_auth_method: 'client_secret_basic' }),
    client('proconnect', {
      token_endpoint_auth_method: 'client_secret_post',
      userinfo_signed_response_alg: 'RS256',
    }),
    client('franceconnect', {
      token_endpoint_auth_method: 'client_secret_post',
      userinfo_signed_response_alg: 'RS256',
    }),
  ],
  features: {
    devInteractions: { enabled: false },
    claimsParameter: { enabled: true },
    jwtUserinfo: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  pkce: { required: () => true },
  acrValues: ['eidas1', 'eidas2'],
  scopes: ['openid', 'profile', 'given_name', 'usual_name', 'family_name', 'birthdate', 'siret', 'idp_id'],
  claims: {
    openid: ['sub'],
    acr: null,
    amr: null,
    auth_time: null,
    profile: ['name', 'groups', 'given_name', 'family_name', 'birthdate'],
    given_name: ['given_name'],
    usual_name: ['usual_name'],
    family_name: ['family_name'],
    birthdate: ['birthdate'],
    siret: ['siret'],
    idp_id: ['idp_id'],
  },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...told.claims }) }),
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope([...ctx.oidc.requestParamScopes].join(' '));
    grant.addOIDCClaims(['acr', 'amr', 'auth_time']);
    await grant.save();
    return grant;
  },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  cookies: { keys: ['un secret de témoins'] },
});

// ProConnect refuses what it does not know (Y000400); this one too, so that sending more fails a test.
const KNOWN = new Set([
  'response_type', 'client_id', 'redirect_uri', 'scope', 'state', 'nonce', 'code_challenge',
  'code_challenge_method', 'claims', 'acr_values', 'prompt',
]);
// What any other provider knows beside.
const STANDARD = new Set(['max_age']);

async function lied(idToken) {
  const claims = jose.decodeJwt(idToken);
  const signed = (body, by = ours.privateKey) =>
    new jose.SignJWT(body).setProtectedHeader({ alg: 'RS256', kid: 'ours', typ: 'JWT' }).sign(by);
  switch (told.lie) {
    case 'signature': return signed(claims, others.privateKey);
    case 'alg': return new jose.UnsecuredJWT(claims).encode();
    case 'shared': return new jose.SignJWT(claims).setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode('un-secret-d-essai-assez-long-pour-tous'));
    case 'nonce': return signed({ ...claims, nonce: 'x'.repeat(43) });
    case 'no_nonce': return signed({ ...claims, nonce: undefined });
    case 'issuer': return signed({ ...claims, iss: 'https://ailleurs.example.org' });
    case 'old': return signed({ ...claims, auth_time: claims.iat - 7200 });
    case 'audience': return signed({ ...claims, aud: 'someone-else' });
    case 'expired': return signed({ ...claims, iat: claims.iat - 7200, exp: claims.iat - 3600 });
    case 'access_token': return signed({ ...claims, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' });
    default: return idToken;
  }
}

provider.use(async (ctx, next) => {
  if (ctx.path === '/auth') {
    told.seen.push(ctx.query);
    const unknown = Object.keys(ctx.query).filter((name) => !KNOWN.has(name)
      && !(ctx.query.client_id === 'generic' && STANDARD.has(name)));
    if (unknown.length || ctx.query.state.length < 32 || ctx.query.nonce.length < 32) {
      ctx.status = 400;
      ctx.body = `Y000400 ${unknown}`;
      return;
    }
  }
  await next();
  if (ctx.path === '/token' && ctx.body?.id_token) {
    ctx.body = { ...ctx.body, id_token: await lied(ctx.body.id_token) };
  }
  if (ctx.path === '/me' && told.lie === 'userinfo') {
    const claims = jose.decodeJwt(String(ctx.body));
    ctx.body = await new jose.SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'ours' }).sign(others.privateKey);
  }
  if (ctx.path === '/me' && told.lie === 'someone') {
    const claims = jose.decodeJwt(String(ctx.body));
    ctx.body = await new jose.SignJWT({ ...claims, sub: 'someone-else' })
      .setProtectedHeader({ alg: 'RS256', kid: 'ours' }).sign(ours.privateKey);
  }
});

const answer = provider.callback();
server.on('request', async (request, response) => {
  if (request.url === '/told') {
    let text = '';
    for await (const part of request) text += part;
    const { seen } = told;
    Object.assign(told, { sub: 'agent-1', claims: {}, lie: 'none' }, JSON.parse(text || '{}'), { seen: [] });
    response.end(JSON.stringify(seen));
    return;
  }
  if (told.lie === 'silent') {
    response.socket.destroy();
    return;
  }
  if (request.url.startsWith('/interaction/')) {
    const login = { accountId: told.sub, acr: told.claims.acr, amr: ['pwd', 'totp'], remember: false };
    if (told.lie === 'denied') {
      await provider.interactionFinished(request, response, { error: 'access_denied' });
      return;
    }
    await provider.interactionFinished(request, response, { login, consent: {} });
    return;
  }
  answer(request, response);
});
console.log(issuer);
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
