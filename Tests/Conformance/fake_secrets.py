"""Invented secrets and near misses, every value random. Prefixes are put together from parts, so that no scanner of
sources takes this file for a leak."""

import base64
import json
import random
import string
import zlib

LETTERS = string.ascii_letters
ALNUM = string.digits + LETTERS
URL = ALNUM + "-_"
B64 = ALNUM + "+/"
HEX = "0123456789abcdef"
B32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase


class Fake:
    """A source of random values."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def text(self, count, letters=ALNUM):
        return "".join(self.random.choice(letters) for _ in range(count))

    def password(self):
        return self.text(5) + self.random.choice("!#%^*") + self.text(7) + self.random.choice(string.digits)

    def checked(self, prefix):
        """GitHub's and npm's form: 30 characters and their CRC-32 in base 62."""
        body = self.text(30)
        number, digits = zlib.crc32(body.encode()), ""
        for _ in range(6):
            digits, number = BASE62[number % 62] + digits, number // 62
        return prefix + body + digits

    def pem(self, label, lines=25):
        body = "\n".join(self.text(64, B64) for _ in range(lines))
        return f"-----BEGIN {label}-----\n{body}\n-----END {label}-----\n"

    def openssh(self):
        head = b"openssh-key-v1\0\0\0\0\4none\0\0\0\4none\0\0\0\0\0\0\0\1"
        raw = base64.b64encode(head + self.random.randbytes(1200)).decode()
        body = "\n".join(raw[i:i + 70] for i in range(0, len(raw), 70))
        return "-----BEGIN OPENSSH PRIVATE " + f"KEY-----\n{body}\n-----END OPENSSH PRIVATE KEY-----\n"

    def jwt(self, claims):
        def part(value):
            return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
        return ".".join([part({"alg": "HS256", "typ": "JWT"}), part(claims), self.text(43, URL)])

    def tokens(self):
        """Tokens by kind: each has a public format."""
        t = self.text
        return {
            "aws-access-key": "AK" + "IA" + t(16, B32),
            "google-api-key": "AI" + "za" + t(35, ALNUM),
            "google-oauth-secret": "GOC" + "SPX-" + t(28),
            "azure-client-secret": t(3) + "8Q" + "~" + t(34),
            "digitalocean": "dop" + "_v1_" + t(64, HEX),
            "alibaba": "LT" + "AI" + t(20),
            "databricks": "da" + "pi" + t(32, HEX),
            "github-classic": self.checked("gh" + "p_"),
            "github-oauth": self.checked("gh" + "o_"),
            "github-fine-grained": "github" + "_pat_" + t(22) + "_" + t(59),
            "gitlab": "gl" + "pat-" + t(20),
            "gitlab-runner": "gl" + "rt-" + t(20),
            "npm": self.checked("np" + "m_"),
            "pypi": "py" + "pi-AgEIcHlwaS5vcmc" + t(80),
            "rubygems": "ruby" + "gems_" + t(48, HEX),
            "docker": "dckr" + "_pat_" + t(27),
            "hugging-face": "h" + "f_" + t(34, LETTERS),
            "openai": "sk-" + "proj-" + t(74) + "T3Blbk" + "FJ" + t(74),
            "anthropic": "sk-" + "ant-api03-" + t(93) + "AA",
            "stripe": "sk" + "_live_" + t(24),
            "shopify": "shp" + "at_" + t(32, HEX),
            "square": "sq0" + "csp-" + t(43),
            "slack-bot": "xo" + "xb-" + t(12, string.digits) + "-" + t(12, string.digits) + "-" + t(24),
            "slack-webhook": "https://hooks.slack" + ".com/services/T" + t(8, B32) + "/B" + t(8, B32) + "/" + t(24),
            "sendgrid": "S" + "G." + t(22) + "." + t(43),
            "mailgun": "ke" + "y-" + t(32, HEX),
            "telegram": t(10, "123456789") + ":A" + "A" + t(33),
            "vault": "hv" + "s." + t(95),
            "terraform": t(14) + ".atla" + "sv1." + t(65),
            "pulumi": "pu" + "l-" + t(40, HEX),
            "doppler": "dp" + ".pt." + t(43),
            "grafana": "gl" + "sa_" + t(32) + "_" + t(8, HEX),
            "new-relic": "NR" + "AK-" + t(27, B32),
            "postman": "PM" + "AK-" + t(24, HEX) + "-" + t(34, HEX),
            "linear": "lin" + "_api_" + t(40),
            "age": "AGE-SECRET" + "-KEY-1" + t(58, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"),
            "tailscale": "tskey" + "-auth-" + t(16) + "-" + t(32),
            "supabase": "sb" + "p_" + t(40, HEX),
            "airtable": "pa" + "t" + t(14) + "." + t(64, HEX),
            "figma": "fi" + "gd_" + t(40),
            "github-app": self.checked("gh" + "s_"),
            "gitlab-trigger": "gl" + "ptt-" + t(40, HEX),
            "atlassian": "AT" + "ATT3x" + t(180, URL) + "=" + t(8, HEX.upper()),
            "circleci": "CC" + "IPAT_" + t(22) + "_" + t(40, HEX),
            "sonar": "sq" + "u_" + t(40, HEX),
            "groq": "gs" + "k_" + t(52),
            "replicate": "r" + "8_" + t(37),
            "openrouter": "sk-" + "or-v1-" + t(64, HEX),
            "langsmith": "lsv2" + "_pt_" + t(32, HEX) + "_" + t(10, HEX),
            "nvidia": "nv" + "api-" + t(64),
            "discord-bot": "M" + t(25) + ".G" + t(5) + "." + t(38),
            "discord-webhook": "https://discord" + ".com/api/webhooks/" + t(18, "123456789") + "/" + t(68),
            "mailchimp": t(32, HEX) + "-u" + "s14",
            "brevo": "xkey" + "sib-" + t(64, HEX) + "-" + t(16),
            "notion": "nt" + "n_" + t(46),
            "hubspot": "pat" + "-na1-" + "-".join(t(n, HEX) for n in (8, 4, 4, 4, 12)),
            "dropbox": "sl" + ".u." + t(140),
            "sentry": "sn" + "tryu_" + t(64, HEX),
            "posthog": "ph" + "x_" + t(43),
            "planetscale": "pscale" + "_tkn_" + t(43),
            "netlify": "nf" + "p_" + t(36),
            "artifactory": "AK" + "Cp" + t(69),
            "stripe-restricted": "rk" + "_live_" + t(99),
            "plaid": "access" + "-production-" + "-".join(t(n, HEX) for n in (8, 4, 4, 4, 12)),
            "dynatrace": "dt0" + "c01." + t(24, B32) + "." + t(64, B32),
            "grafana-cloud": "gl" + "c_" + t(120, B64),
            "buildkite": "bk" + "ua_" + t(40, HEX),
            "heroku": "HRKU" + "-AA" + t(58),
            "azure-storage": "DefaultEndpointsProtocol=https;AccountName=corp;Account" + "Key=" + t(86, B64) + "==",
            "azure-service-bus": "Endpoint=sb://corp.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccess"
                                 + "Key=" + t(43, B64) + "=",
            "google-refresh": "1//" + "0" + t(60, URL),
            "firebase-server": "AA" + "AA" + t(7) + ":AP" + "A91b" + t(134, URL),
            "okta": "SSWS 00" + t(40, URL),
            "facebook": "EA" + "AG" + t(180),
            "jwt": self.jwt({"sub": t(12), "iat": 1700000000, "role": "admin"}),
        }
