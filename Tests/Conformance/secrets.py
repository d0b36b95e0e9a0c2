#!/usr/bin/env python3
"""Plants invented secrets in an image, in every state and disguise, with near misses among them, and counts what
strata, trivy and gitleaks find of it.

secrets.py [--strata PROGRAM] [--trivy PROGRAM] [--gitleaks PROGRAM] [--seed N] [--keep DIRECTORY]

Prints a table. Exits with 1 where strata finds less than 95 % of the secrets, or reports more than two things that are
none with severity medium or worse. A near miss of severity low or info does not count as false: a placeholder is never
hidden, it is only told as what it is; their number is printed too. Needs git.
"""

import argparse
import base64
import gzip
import hashlib
import io
import json
import marshal
import os
import resource
import sqlite3
import string
import subprocess
import sys
import tarfile
import tempfile
import zipfile

import secret_forms
from fake_secrets import ALNUM, B32, B64, Fake, HEX

WORST = {"critical": 4, "high": 3, "medium": 2, "low": 1, "info": 0}


class Planted:
    """A secret in the image: a file of a layer, or a part of the configuration."""

    def __init__(self, kind, state, path=None, layer=None, value=""):
        self.kind, self.state, self.path, self.layer, self.value = kind, state, path, layer, value


class Builder:
    """An image of four layers: the second's files are partly deleted or overwritten by the third."""

    def __init__(self, seed):
        self.fake = Fake(seed)
        self.layers = [{} for _ in range(4)]
        self.planted, self.misses = [], set()
        self.config = {"Env": ["PATH=/usr/bin"], "Labels": {}, "Cmd": ["/app/run"]}
        self.history = []

    def file(self, kind, path, content, layer=1, state="live", value=""):
        self.layers[layer - 1][path] = content if isinstance(content, bytes) else content.encode()
        self.planted.append(Planted(kind, state, path, layer, value))
        if state == "deleted":
            folder, _, name = path.rpartition("/")
            self.layers[2][f"{folder}/.wh.{name}"] = b""
        elif state == "overwritten":
            self.layers[2][path] = b"nothing to see\n"

    def miss(self, path, content):
        self.layers[0][path] = content if isinstance(content, bytes) else content.encode()
        self.misses.add(path)

    def tokens(self):
        states = [("live", 1), ("deleted", 2), ("overwritten", 2), ("live", 4)]
        shapes = ["TOKEN={}\n", "const client = connect('{}');\n", '{{"credential": "{}"}}\n', "  value: {}\n", "{}"]
        for number, (kind, token) in enumerate(sorted(self.fake.tokens().items())):
            state, layer = states[number % 4]
            shape = shapes[number % len(shapes)]
            self.file(kind, f"app/{kind}/settings{number % 3}.txt", shape.format(token), layer, state, token)

    def keys(self):
        fake = self.fake
        secret = fake.text(40, B64)
        self.file("aws-pair", "root/.aws/credentials",
                  f"[default]\naws_access_key_id = {'AK' + 'IA'}{fake.text(16, B32)}\naws_secret_access_key = {secret}\n")
        self.file("rsa-key", "etc/ssl/private/server.pem", fake.pem("RSA PRIVATE " + "KEY"))
        self.file("ec-key", "srv/ec.pem", fake.pem("EC PRIVATE " + "KEY", 3), 2, "deleted")
        self.file("openssh-key", "root/.ssh/id_ed25519", fake.openssh(), 2, "deleted")
        self.file("pgp-key", "root/key.asc", fake.pem("PGP PRIVATE KEY " + "BLOCK", 40))
        key = fake.pem("PRIVATE " + "KEY").replace("\n", "\\n")
        self.file("service-account", "app/gcp.json", '{"type": "service_account", "private_key": "%s"}' % key)
        self.file("wireguard", "etc/wireguard/wg0.conf", f"[Interface]\nPrivateKey = {fake.text(43, B64)}=\n")

    def formats(self):
        fake = self.fake
        basic = base64.b64encode(f"ci:{fake.password()}".encode()).decode()
        files = {
            "dotenv": ("app/.env", f"DEBUG=1\nDB_PASSWORD={fake.password()}\n"),
            "netrc": ("root/.netrc", f"machine git.corp.net\nlogin ci\npassword {fake.password()}\n"),
            "pgpass": ("root/.pgpass", f"db.corp.net:5432:app:app:{fake.password()}\n"),
            "htpasswd": ("etc/nginx/.htpasswd", f"admin:$apr1${fake.text(8)}${fake.text(22)}\n"),
            "docker-config": ("root/.docker/config.json", json.dumps({"auths": {"r.corp.net": {"auth": basic}}})),
            "kube-config": ("root/.kube/config", f"apiVersion: v1\nusers:\n- name: a\n  user:\n    token: {fake.text(48)}\n"),
            "git-credentials": ("root/.git-credentials", f"https://ci:{fake.text(32)}@git.corp.net\n"),
            "git-remote": ("srv/repo/.git/config", f'[remote "origin"]\n\turl = https://ci:{fake.text(24)}@git.corp.net/a.git\n'),
            "pip-conf": ("etc/pip.conf", f"[global]\nindex-url = https://ci:{fake.password().replace('#', 'x')}@pypi.corp.net/simple\n"),
            "npmrc": ("app/.npmrc", f"//npm.corp.net/:_authToken={fake.text(36)}\n"),
            "pypirc": ("root/.pypirc", f"[pypi]\nusername = ci\npassword = {fake.password()}\n"),
            "my-cnf": ("root/.my.cnf", f"[client]\nuser=root\npassword={fake.password()}\n"),
            "tfstate": ("srv/terraform.tfstate", json.dumps({"resources": [{"attributes": {"password": fake.password()}}]}, indent=1)),
            "kubernetes-secret": ("srv/secret.yaml", "apiVersion: v1\nkind: Secret\ndata:\n  pw: "
                                  + base64.b64encode(fake.password().encode()).decode() + "\n"),
            "shell-history": ("root/.bash_history", f"ls\ncurl -u ci:{fake.text(14)} https://x.corp.net\n"),
            "database-uri": ("app/settings.py", f'URL = "postgres://app:{fake.text(14)}@db.corp.net/app"\n'),
            "php-config": ("var/www/wp-config.php", f"<?php\ndefine('DB_PASSWORD', '{fake.password()}');\n"),
            "assigned": ("app/config.yml", f"database:\n  password: '{fake.password()}'\n"),
        }
        self.spread(files)

    def spread(self, files):
        """Plants files over the states."""
        for number, (kind, (path, content)) in enumerate(files.items()):
            state, layer = [("live", 1), ("deleted", 2), ("live", 2), ("overwritten", 2)][number % 4]
            self.file(kind, path, content, layer, state)

    def leaks(self):
        """What developers leave in files of their own: settings, logs, histories, notebooks."""
        fake = self.fake
        word = fake.password
        plain = lambda: fake.text(16)
        self.spread({
            "maven": ("root/.m2/settings.xml", f"<settings><servers><server><id>nexus</id><username>ci</username>"
                      f"<password>{plain()}</password></server></servers></settings>\n"),
            "gradle": ("root/.gradle/gradle.properties", f"nexusUser=ci\nnexusPassword={word()}\n"),
            "composer": ("root/.composer/auth.json", json.dumps({"http-basic": {"repo.corp.net": {
                "username": "ci", "password": plain()}}})),
            "nuget": ("root/.nuget/NuGet/NuGet.Config", "<configuration><packageSourceCredentials><corp>"
                      f'<add key="Username" value="ci" /><add key="ClearTextPassword" value="{plain()}" />'
                      "</corp></packageSourceCredentials></configuration>\n"),
            "gem-credentials": ("root/.gem/credentials", f"---\n:corp_api_key: {fake.text(48, HEX)}\n"),
            "yarnrc": ("app/.yarnrc.yml", f'npmScopes:\n  corp:\n    npmAuthToken: "{fake.text(40)}"\n'),
            "terraformrc": ("root/.terraformrc", f'credentials "app.terraform.io" {{\n  token = "{fake.text(60)}"\n}}\n'),
            "gh-hosts": ("root/.config/gh/hosts.yml", f"github.com:\n    user: ci\n    oauth_token: {fake.checked('gh' + 'o_')}\n"),
            "gcloud-adc": ("root/.config/gcloud/application_default_credentials.json", json.dumps({
                "client_id": "7640.apps.googleusercontent.com", "client_secret": "d-" + fake.text(22),
                "refresh_token": "1//" + "0" + fake.text(60), "type": "authorized_user"}, indent=2)),
            "s3cfg": ("root/.s3cfg", f"[default]\naccess_key = {'AK' + 'IA'}{fake.text(16, B32)}\nsecret_key = {fake.text(40, B64)}\n"),
            "rclone": ("root/.config/rclone/rclone.conf", f"[nas]\ntype = sftp\nhost = nas\npass = {fake.text(40)}\n"),
            "compose": ("srv/docker-compose.yml", f"services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: {word()}\n"),
            "systemd": ("etc/systemd/system/app.service", f'[Service]\nEnvironment="DB_PASSWORD={word()}"\nExecStart=/app/run\n'),
            "django": ("app/site/settings.py", f"DEBUG = False\nSECRET_KEY = '{fake.text(50, ALNUM + '!@#^&*(-_=+)')}'\n"),
            "rails": ("app/config/secrets.yml", f"production:\n  secret_key_base: {fake.text(128, HEX)}\n"),
            "laravel": ("app/laravel/.env", f"APP_NAME=x\nAPP_KEY=base64:{base64.b64encode(fake.random.randbytes(32)).decode()}\n"),
            "spring": ("app/application.yml", f"spring:\n  datasource:\n    username: app\n    password: {word()}\n"),
            "dotnet": ("app/appsettings.json", json.dumps({"ConnectionStrings": {
                "Main": f"Server=db.corp.net;Database=app;User Id=app;Password={plain()};"}})),
            "jdbc": ("app/db.properties", f"url=jdbc:postgresql://db.corp.net/app?user=app&password={plain()}\n"),
            "redis": ("etc/redis/redis.conf", f"port 6379\nrequirepass {fake.text(24)}\n"),
            "pgbouncer": ("etc/pgbouncer/userlist.txt", f'"app" "{plain()}"\n'),
            "samba": ("root/.smbcredentials", f"username=ci\npassword={word()}\ndomain=CORP\n"),
            "wpa": ("etc/wpa_supplicant/wpa_supplicant.conf", f'network={{\n  ssid="office"\n  psk="{plain()}"\n}}\n'),
            "ansible": ("srv/inventory.ini", f"[web]\n10.0.0.5 ansible_user=ci ansible_password={plain()}\n"),
            "notebook": ("srv/analysis.ipynb", json.dumps({"cells": [{"cell_type": "code", "source": [
                "import openai\n", f"openai.api_key = \"sk-{'proj-'}{fake.text(74)}T3Blbk" + f"FJ{fake.text(74)}\"\n"]}]})),
            "http-log": ("var/log/proxy.log", f"GET /v1 HTTP/1.1\nAuthorization: Bearer {fake.text(44)}\nAccept: */*\n"),
            "psql-history": ("root/.psql_history", f"ALTER USER app WITH PASSWORD '{plain()}';\n"),
            "docker-run": ("root/.zsh_history", f": 1700000000:0;docker run -e MYSQL_ROOT_PASSWORD={plain()} mysql\n"),
            "crontab": ("var/spool/cron/crontabs/root", f"0 3 * * * mysqldump -u root -p{plain()} app > /backup/app.sql\n"),
            "powershell": ("srv/deploy.ps1", f'$p = ConvertTo-SecureString "{plain()}" -AsPlainText -Force\n'),
            "tfvars": ("srv/prod.tfvars", f'region = "eu"\ndb_password = "{word()}"\n'),
            "datadog": ("etc/datadog-agent/datadog.yaml", f"site: datadoghq.eu\napi_key: {fake.text(32, HEX)}\n"),
            "putty": ("root/key.ppk", "PuTTY-User-Key-" + "File-3: ssh-ed25519\nEncryption: none\nComment: ci\nPublic-Lines: 2\n"
                      + fake.text(64, B64) + "\n" + fake.text(16, B64) + "\nPrivate-" + "Lines: 1\n" + fake.text(48, B64)
                      + "\nPrivate-MAC: " + fake.text(64, HEX) + "\n"),
            "jwk": ("app/jwk.json", json.dumps({"kty": "EC", "crv": "P-256", "x": fake.text(43), "y": fake.text(43), "d": fake.text(43)})),
        })

    def disguises(self, scratch):
        fake = self.fake
        token = lambda: fake.checked("gh" + "p_")
        text = lambda: f"[auth]\r\ntoken = {token()}\r\n"
        self.file("utf-16-le", "app/win.ini", text().encode("utf-16"))
        self.file("utf-16-be", "app/mac.ini", b"\xfe\xff" + text().encode("utf-16-be"))
        self.file("base64", "app/blob.txt", "data: " + base64.b64encode(f"x=1\nt={token()}\n".encode()).decode() + "\n")
        inner = io.BytesIO()
        with tarfile.open(fileobj=inner, mode="w:gz") as tar:
            add(tar, "backup/config.txt", f"t: {token()}\n".encode())
        self.file("tar.gz", "srv/backup.tar.gz", inner.getvalue())
        jar = io.BytesIO()
        with zipfile.ZipFile(jar, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("BOOT-INF/classes/application.properties", f"spring.datasource.password={fake.password()}\n")
        self.file("jar", "srv/app.jar", jar.getvalue(), 2, "deleted")
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
            nested = io.BytesIO()
            with zipfile.ZipFile(nested, "w", zipfile.ZIP_DEFLATED) as second:
                second.writestr("k.txt", token())
            archive.writestr("lib/nested.jar", nested.getvalue())
        self.file("zip in zip", "srv/bundle.zip", outer.getvalue())
        self.file("gzip", "var/log/app.log.1.gz", gzip.compress(f"login with {token()}\n".encode()))
        database = os.path.join(scratch, "a.sqlite")
        with sqlite3.connect(database) as connection:
            connection.execute("create table t(a text, b text, c text)")
            connection.execute("insert into t values ('prod', ?, '2024-01-01')", (token(),))
        with open(database, "rb") as file:
            self.file("sqlite", "var/lib/app/state.db", file.read())
        code = compile(f"KEY = '{token()}'\n", "app.py", "exec")
        self.file("pyc", "app/__pycache__/app.cpython-311.pyc", b"\xa7\r\r\n" + bytes(12) + marshal.dumps(code))
        self.file("elf", "app/run", b"\x7fELF\2\1\1" + bytes(57) + fake.random.randbytes(3000) + b"\0GET /\0"
                  + token().encode() + b"\0usage: run\0" + fake.random.randbytes(2000))
        config = f"[database]\nhost = db.corp.net\nuser = app\ntoken = {token()}\nport = 5432\n" + "# comment\n" * 9
        self.file("wrapped base64", "srv/mail.eml", "Content-Transfer-Encoding: base64\r\n\r\n"
                  + base64.encodebytes(config.encode()).decode().replace("\n", "\r\n"), 2, "deleted")
        self.file("wrapped base64 of a key", "srv/tls.yaml", "kind: List\nitems:\n- key: |\n" + "".join(
            f"    {line}\n" for line in base64.encodebytes(fake.pem("PRIVATE " + "KEY").encode()).decode().split()))
        words = f"<add key='x' value='{token()}'/>".encode("utf-16-le")
        self.file("base64 of UTF-16", "srv/task.xml.b64", base64.encodebytes(b"\xff\xfe" + words * 3).decode(), 2, "overwritten")
        self.git(scratch, token())

    def git(self, scratch, token):
        repository = os.path.join(scratch, "repository")
        run = lambda *words: subprocess.run(["git", "-C", repository, "-c", "user.name=a", "-c", "user.email=a@b.c", *words],
                                            check=True, capture_output=True)
        subprocess.run(["git", "init", "-q", repository], check=True)
        with open(os.path.join(repository, "deploy.sh"), "w") as file:
            file.write(f"export T={token}\n")
        run("add", "."), run("commit", "-qm", "a")
        blob = subprocess.run(["git", "-C", repository, "rev-parse", "HEAD:deploy.sh"], capture_output=True, text=True).stdout.strip()
        with open(os.path.join(repository, ".git/objects", blob[:2], blob[2:]), "rb") as file:
            self.file("git object", f"srv/site/.git/objects/{blob[:2]}/{blob[2:]}", file.read())
        run("gc", "-q", "--aggressive")
        packs = os.path.join(repository, ".git/objects/pack")
        for name in os.listdir(packs):
            if name.endswith(".pack"):
                with open(os.path.join(packs, name), "rb") as file:
                    self.file("git pack", "srv/old/.git/objects/pack/" + name, file.read())

    def metadata(self):
        fake = self.fake
        def plant(kind, state, value):
            self.planted.append(Planted(kind, state, value=value))
            return value
        self.config["Env"] += ["STRIPE_KEY=" + plant("env token", "config", "sk" + "_live_" + fake.text(24)),
                               "DB_PASSWORD=" + plant("env password", "config", fake.password())]
        self.config["Labels"]["deploy"] = "token " + plant("label", "label", fake.checked("gh" + "p_"))
        self.config["Entrypoint"] = ["/app/init", "--api-key=" + plant("entrypoint", "config", "AI" + "za" + fake.text(35))]
        self.config["OnBuild"] = ["RUN pip install --index-url https://ci:"
                                  + plant("onbuild", "config", fake.text(18)) + "@pypi.corp.net/simple a"]
        self.config["Labels"]["db.password"] = plant("label password", "label", fake.password())
        self.config["Cmd"] = ["/app/run", "--db", "mysql://root:" + plant("cmd", "config", fake.text(14)) + "@db.corp.net/x"]
        self.config["Healthcheck"] = {"Test": ["CMD-SHELL", "curl -H 'Authorization: Bearer "
                                               + plant("healthcheck", "config", fake.text(40)) + "' http://localhost"]}
        self.history = [
            {"created_by": "|1 NPM_PASSWORD=" + plant("classic build argument", "history", fake.password())
                           + " /bin/sh -c npm install"},
            {"created_by": "RUN /bin/sh -c curl -u ci:" + plant("history curl", "history", fake.text(16))
                           + " https://x.corp.net/a | tar x # buildkit", "comment": "buildkit.dockerfile.v0"},
            {"created_by": "/bin/sh -c echo 'root:" + plant("chpasswd", "history", fake.text(12)) + "' | chpasswd"},
            {"created_by": "RUN |1 GITHUB_TOKEN=" + plant("BuildKit build argument", "history", fake.checked("gh" + "p_"))
                           + " /bin/sh -c make # buildkit", "comment": "buildkit.dockerfile.v0"},
        ]

    def forms(self):
        self.spread(secret_forms.secrets(self.fake))
        for path, content in secret_forms.near_misses(self.fake).items():
            self.miss(path, content)
        names, commands = secret_forms.variables(self.fake)
        for name, value in names:
            self.config["Env"].append(f"{name}={value}")
            self.planted.append(Planted(f"env {name}", "config", value=value))
        for command, value in commands:
            created = f"RUN /bin/sh -c {command.format(value)} # buildkit"
            self.history.append({"created_by": created, "comment": "buildkit.dockerfile.v0", "empty_layer": True})
            self.planted.append(Planted(f"history {command.split()[0]}", "history", value=value))

    def near_misses(self):
        fake, t = self.fake, self.fake.text
        misses = {
            "app/m/aws-doc.txt": "AK" + "IAIOSFODNN7EXAMPLE",
            "app/m/bad-checksum.txt": "gh" + "p_" + t(36),
            "app/m/placeholder.env": "API_TOKEN=${API_TOKEN}\nDB_PASSWORD=changeme\nSECRET_KEY=<your-secret-key>\n",
            "app/m/repeated.txt": "gl" + "pat-" + "x" * 20,
            "app/m/public.pem": fake.pem("PUBLIC KEY", 6),
            "app/m/certificate.pem": fake.pem("CERTIFICATE", 20),
            "app/m/empty-key.pem": "-----BEGIN RSA PRIVATE " + "KEY-----\n...\n-----END RSA PRIVATE KEY-----\n",
            "app/m/parse.py": "if line.startswith('-----BEGIN RSA PRIVATE " + "KEY-----'):\n    password = getpass()\n",
            "app/m/commit.txt": f"commit {t(40, HEX)}\nsha256:{t(64, HEX)}\n",
            "app/m/uuid.json": f'{{"id": "{t(8, HEX)}-{t(4, HEX)}-{t(4, HEX)}-{t(4, HEX)}-{t(12, HEX)}"}}\n',
            "app/m/integrity.json": f'{{"integrity": "sha512-{t(86, B64)}=="}}\n',
            "app/m/uri.txt": "postgres://user:password@localhost/db\nhttps://example.com/a:b@c\nredis://:${PW}@r\n",
            "app/m/jwt-io.txt": fake.jwt({"sub": "1234567890", "name": "John Doe", "iat": 1516239022}),
            "app/m/id_rsa.pub": f"ssh-rsa AAAAB3NzaC1yc2E{t(350, B64)} ci@host\n",
            "app/m/lower.txt": "ak" + "ia" + t(16, string.ascii_lowercase) + " sk_" + "live_short\n",
            "app/m/names.yml": "secretName: my-tls-secret\ntoken_type: bearer\npassword_file: /run/secrets/db\n",
            "app/m/code.js": "const token = req.headers['x-token']; if (password === user.password) { next() }\n",
            "app/m/inside.txt": "x" + "gh" + "p_" + t(36) + "y\nprefixAI" + "za" + t(35) + "suffix\n",
            "app/m/npmrc-variable/.npmrc": "//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n",
            "app/m/netrc-comment.txt": "To log in, write machine, login and password into .netrc\n",
            "app/m/random.bin": fake.random.randbytes(60000),
            "app/m/image.b64": base64.b64encode(fake.random.randbytes(9000)),
            "app/m/Hash.java": f'String hash = "{t(64, HEX)}"; int KEY_LENGTH = 256;\n',
            "app/m/slack.md": "https://hooks.slack" + ".com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX\n",
        }
        uuid = lambda: "-".join(t(n, HEX) for n in (8, 4, 4, 4, 12))
        lock = {"lockfileVersion": 3, "packages": {f"node_modules/{t(6).lower()}-token": {
            "resolved": f"https://registry.npmjs.org/x/-/x-{n}.tgz", "integrity": f"sha512-{t(86, B64)}=="} for n in range(40)}}
        misses |= {
            "app/m/package-lock.json": json.dumps(lock, indent=1),
            "app/m/yarn.lock": "".join(f'"secret-{n}@^1":\n  version "1.{n}"\n  checksum: {t(128, HEX)}\n' for n in range(20)),
            "app/m/Cargo.lock": "".join(f'[[package]]\nname = "token-{n}"\nchecksum = "{t(64, HEX)}"\n' for n in range(20)),
            "app/m/go.sum": "".join(f"golang.org/x/oauth2 v0.{n}.0 h1:{t(43, B64)}=\n" for n in range(20)),
            "app/m/poetry.lock": "".join(f'name = "pyjwt"\nfiles = [{{file = "a", hash = "sha256:{t(64, HEX)}"}}]\n' for _ in range(9)),
            "app/m/requirements.txt": "".join(f"keyring==1.{n} --hash=sha256:{t(64, HEX)}\n" for n in range(9)),
            "app/m/bundle.min.js": "var e={password:function(e){return e.token||t.apiKey},secretKey:n,token:\"string\"};"
                                   "t.passwordField=\"#password-input\";const k={access_token:e.accessToken}" * 9,
            "app/m/bundle.js.map": json.dumps({"version": 3, "mappings": t(4000, B64 + ";,"), "names": ["apiKey", "password"]}),
            "app/m/.env.example": "DATABASE_URL=postgres://user:password@localhost:5432/app\nSECRET_KEY=change-me-please\nSTRIPE_KEY=sk" + "_test_xxxxxxxxxxxxxxxxxxxxxxxx\n",
            "app/m/env/.env": "LOG_LEVEL=info\nAUTH_ENABLED=true\nPASSWORD_MIN_LENGTH=12\nTOKEN_TTL=3600\nKEY_FILE=/run/keys/app\n",
            "app/m/uuids.yml": f"client_id: {uuid()}\ntenant: {uuid()}\napp_id: {uuid()}\n",
            "app/m/docs.md": "Set `password: hunter2` and run `curl -u user:pass https://example.com`.\n",
            "app/m/compose.yml": "environment:\n  POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?}\n  API_KEY_FILE: /run/secrets/api_key\n",
            "app/m/deployment.yaml": "env:\n- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: db-credentials\n      key: password\n",
            "app/m/workflow.yml": "env:\n  TOKEN: ${{ secrets.GITHUB_TOKEN }}\n  password: ${{ secrets.REGISTRY_PASSWORD }}\n",
            "app/m/main.tf": 'password = var.db_password\ntoken = data.vault_generic_secret.x.data["token"]\n',
            "app/m/playbook.yml": "vars:\n  password: '{{ vault_db_password }}'\n  secret: !vault |\n    $ANSIBLE_VAULT;1.1;AES256\n"
                                  + "".join(f"    {t(80, '0123456789')}\n" for _ in range(4)),
            "app/m/strings.xml": '<string name="password">Password</string><string name="forgot_password">Forgot your password?</string>\n',
            "app/m/en.json": '{"password": "Your password", "api_key": "API key (optional)", "token": "Access-Token eingeben"}\n',
            "app/m/schema.sql": "CREATE TABLE users (password VARCHAR(255) NOT NULL, api_token CHAR(64), secret TEXT);\n",
            "app/m/openapi.yaml": "password:\n  type: string\n  format: password\n  example: Str0ngPassw0rd\n",
            "app/m/model.py": "password = models.CharField(max_length=128)\napi_key = os.environ['API_KEY']\ntoken = secrets.token_hex(16)\n",
            "app/m/Auth.java": 'private static final String PASSWORD_KEY = "user.password";\nString token = request.getHeader("X-Token");\n',
            "app/m/auth.go": 'Password string `json:"password,omitempty"`\ntoken := os.Getenv("TOKEN")\n',
            "app/m/test_login.py": "client.login(username='test', password='password')\nassert token == 'abc123'\n",
            "app/m/shadow-doc.txt": "root:*:19700:0:99999:7:::\nnobody:!:19700:0:99999:7:::\n",
            "app/m/known_hosts": f"github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{t(43, B64)}\n",
            "app/m/authorized_keys": f"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{t(43, B64)} ci@host\n",
            "app/m/checksums.txt": "".join(f"{t(64, HEX)}  file{n}\n" for n in range(30)),
            "app/m/data-uri.css": f"a{{background:url(data:image/png;base64,{base64.b64encode(fake.random.randbytes(600)).decode()})}}\n",
            "app/m/wrapped.txt": base64.encodebytes(fake.random.randbytes(6000)),
            "app/m/mime.eml": "Message-ID: <" + t(24) + "@mail.example.com>\nDKIM-Signature: v=1; b=" + t(172, B64) + "\n",
            "app/m/vectors.json": json.dumps([{"key": t(64, HEX), "iv": t(32, HEX), "tag": t(32, HEX)} for _ in range(20)]),
            "app/m/changelog": f"  * Security: tokens no longer appear in logs (closes: #98{t(4, '0123456789')})\n",
            "app/m/nginx.conf": "proxy_set_header Authorization $http_authorization;\nauth_basic_user_file /etc/nginx/.htpasswd;\n",
            "app/m/pg_hba.conf": "host all all 127.0.0.1/32 scram-sha-256\n",
            "app/m/build.gradle": "password = System.getenv('NEXUS_PASSWORD')\nsigningKey = findProperty('signingKey')\n",
            "app/m/Dockerfile": "ARG NPM_TOKEN\nRUN --mount=type=secret,id=npm NPM_TOKEN=$(cat /run/secrets/npm) npm ci\n",
            "app/m/phone.html": '<input type="password" name="password" placeholder="Password1!" autocomplete="current-password">\n',
        }
        for path, content in misses.items():
            self.miss(path, content)

    def real_files(self):
        """Files of this machine's Python and Debian that speak of secrets, at the places where they belong."""
        library = os.path.dirname(os.__file__)
        for name in ["netrc.py", "ftplib.py", "imaplib.py", "getpass.py", "secrets.py", "hashlib.py", "hmac.py", "ssl.py",
                     "urllib/request.py", "urllib/parse.py", "smtplib.py", "http/cookiejar.py", "uuid.py", "base64.py"]:
            self.real(os.path.join(library, name), "usr/local/lib/python3/" + name)
            # The same code as an application's own, where nothing excuses it.
            self.real(os.path.join(library, name), "app/vendor/" + name)
        for name in ["etc/login.defs", "etc/pam.d/common-password", "etc/ssl/openssl.cnf", "etc/adduser.conf", "etc/debconf.conf",
                     "etc/ssl/certs/ca-certificates.crt", "etc/wgetrc", "etc/bash.bashrc", "etc/services", "etc/mime.types"]:
            self.real("/" + name, name)

    def real(self, source, path):
        if os.path.exists(source):
            with open(source, "rb") as file:
                self.miss(path, file.read())

    def build(self, path):
        self.tokens(), self.keys(), self.formats(), self.leaks(), self.metadata(), self.near_misses(), self.real_files(), self.forms()
        with tempfile.TemporaryDirectory() as scratch:
            self.disguises(scratch)
        blobs = [layer_tar(files) for files in self.layers]
        diff_ids = ["sha256:" + hashlib.sha256(blob).hexdigest() for blob in blobs]
        config = json.dumps({"architecture": "amd64", "os": "linux", "config": self.config,
                             "rootfs": {"type": "layers", "diff_ids": diff_ids}, "history": self.history}).encode()
        name = hashlib.sha256(config).hexdigest() + ".json"
        manifest = [{"Config": name, "RepoTags": ["secrets:1"], "Layers": [f"{i}/layer.tar" for i in range(len(blobs))]}]
        with tarfile.open(path, "w") as tar:
            add(tar, name, config)
            for index, blob in enumerate(blobs):
                add(tar, f"{index}/layer.tar", blob)
            add(tar, "manifest.json", json.dumps(manifest).encode())
        return config


def add(tar, name, content):
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


def layer_tar(files):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for name, content in sorted(files.items()):
            add(tar, name, content)
    return buffer.getvalue()


def measured(words):
    """Runs a program; gives its output, CPU seconds and largest memory in MB (of all children so far)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(words, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def strata(program, image, builder):
    done, cpu = measured([program, "check", image, "--category", "secret", "--format", "json", "--quiet"])
    findings = json.loads(done.stdout)["findings"]
    found, false, hints = set(), [], []
    for finding in findings:
        hit = [p for p in builder.planted if matches(p, finding)]
        found.update(id(p) for p in hit)
        if not hit and finding["rule"] != "secret-search-limits":
            (false if WORST[finding["severity"]] >= 2 else hints).append(finding)
    wrong = [(p.kind, p.state, finding.get("state")) for finding in findings for p in builder.planted
             if matches(p, finding) and p.state != finding.get("state")]
    sure = {id(p) for f in findings if WORST[f["severity"]] >= 2 for p in builder.planted if matches(p, f)}
    return found, false, hints, wrong, sure, cpu


def matches(planted, finding):
    if planted.path:
        return finding["path"] == planted.path and finding["layer"] == planted.layer and finding["severity"] != "info"
    shown = f"{planted.value[:4]}… ({len(planted.value)} characters)"
    return finding["path"] is None and shown in finding["evidence"] and planted.state == finding.get("state")


def trivy(program, image, builder):
    done, cpu = measured([program, "image", "--quiet", "--scanners", "secret", "--image-config-scanners", "secret",
                          "--offline-scan", "--skip-version-check", "--format", "json", "--input", image])
    results = json.loads(done.stdout or "{}").get("Results") or []
    paths = {r["Target"].lstrip("/") for r in results if r.get("Secrets")}
    # What it finds in the configuration stands under the image's own name.
    config = [s for r in results for s in r.get("Secrets") or [] if r["Target"] == image]
    paths.discard(image.lstrip("/"))
    found = {id(p) for p in builder.planted if p.path in paths}
    documents = [p for p in builder.planted if not p.path]
    found.update(id(p) for p in documents[:len(config)])
    known = {p.path for p in builder.planted}
    return found, [p for p in paths if "/" in p and p not in known], cpu


def gitleaks(program, builder, config, scratch):
    for index, files in enumerate(builder.layers):
        for name, content in files.items():
            path = os.path.join(scratch, str(index + 1), name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(content)
    with open(os.path.join(scratch, "config.json"), "wb") as file:
        file.write(config)
    report = os.path.join(scratch, "report.json")
    _, cpu = measured([program, "dir", scratch, "--no-banner", "--max-archive-depth", "3", "--exit-code", "0",
                       "--report-format", "json", "--report-path", report])
    with open(report) as file:
        leaks = json.load(file)
    places = {(leak["File"].split("!")[0][len(scratch) + 1:]) for leak in leaks}
    values = [leak["Secret"] for leak in leaks if leak["File"].endswith("config.json")]
    found = {id(p) for p in builder.planted if p.path and f"{p.layer}/{p.path}" in places
             or not p.path and any(p.value in value or value in p.value for value in values)}
    known = {f"{p.layer}/{p.path}" for p in builder.planted if p.path}
    return found, [p for p in places if p not in known and p != "config.json"], cpu


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--strata", default=".build/release/strata")
    parser.add_argument("--trivy")
    parser.add_argument("--gitleaks")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--keep")
    options = parser.parse_args()
    directory = options.keep or tempfile.mkdtemp()
    os.makedirs(directory, exist_ok=True)
    image = os.path.join(directory, "secrets.tar")
    builder = Builder(options.seed)
    config = builder.build(image)
    total, kinds = len(builder.planted), len({p.kind for p in builder.planted})
    print(f"{total} secrets of {kinds} kinds, {len(builder.misses)} near misses")
    found, false, hints, wrong, sure, cpu = strata(options.strata, image, builder)
    print(f"strata    found {len(found):3} of {total} ({len(found) / total:.1%}), {len(sure)} as medium or worse, {len(false)} false, "
          f"{len(hints)} hints of severity low or info, {cpu:.2f} s of CPU")
    for planted in builder.planted:
        if id(planted) not in found:
            print(f"  missed: {planted.kind} ({planted.state}) {planted.path or ''}")
    for finding in false:
        print(f"  false: {finding['severity']} {finding['title']} {finding['path']} {finding['evidence']}")
    for planted in builder.planted:
        if id(planted) in found and id(planted) not in sure:
            print(f"  of severity low: {planted.kind} ({planted.state}) {planted.path or ''}")
    for kind, state, told in wrong:
        print(f"  state: {kind} is {state}, told as {told}")
    if options.trivy:
        hits, extra, cpu = trivy(options.trivy, image, builder)
        print(f"trivy     found {len(hits):3} of {total} ({len(hits) / total:.1%}), {len(extra)} false, {cpu:.2f} s of CPU")
    if options.gitleaks:
        with tempfile.TemporaryDirectory() as scratch:
            hits, extra, cpu = gitleaks(options.gitleaks, builder, config, scratch)
        print(f"gitleaks  found {len(hits):3} of {total} ({len(hits) / total:.1%}), {len(extra)} false, {cpu:.2f} s of CPU "
              "(all layers' files and the configuration in a directory)")
    print(f"{total + len(builder.misses)} cases, {total - len(found) + len(false) + len(wrong)} differ")
    return 1 if len(found) < 0.95 * total or len(false) > 2 or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
