"""Forms in which people give a secret to a program, and what looks like them: for secrets.py. Values are random."""

import base64
import json

from fake_secrets import B64, HEX


def b64(text):
    return base64.b64encode(text.encode()).decode()


def jks(*tags):
    """A Java key store as OpenJDK's JavaKeyStore.engineStore writes it: 1 is a key, 2 a certificate."""
    number = lambda value, count: value.to_bytes(count, "big")
    text = lambda name: number(len(name), 2) + name.encode()
    certificate = text("X.509") + number(300, 4) + bytes(300)
    entries = b"".join(number(tag, 4) + text("a") + number(1700000000, 8)
                       + (certificate if tag == 2 else number(900, 4) + bytes(900) + number(1, 4) + certificate) for tag in tags)
    return bytes.fromhex("feedfeed") + number(2, 4) + number(len(tags), 4) + entries + bytes(20)


def openpgp(tag, usage):
    """A version 4 RSA key packet (RFC 4880, section 5.5.3)."""
    number = bytes([8, 0]) + bytes(256)
    body = bytes([4]) + (1700000000).to_bytes(4, "big") + bytes([1]) + number + bytes([0, 17, 1, 0, 1]) + usage + bytes(600)
    return bytes([tag]) + len(body).to_bytes(2, "big") + body


def secrets(fake):
    """Kind to path and contents."""
    word = lambda: fake.text(12) + "7q"
    sas = base64.b64encode(fake.random.randbytes(32)).decode().replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")
    return {
        "define with spaces": ("var/www/html/wp-config.php", f"<?php\ndefine( 'DB_PASSWORD', '{word()}' );\n"),
        "subscript": ("app/sub/config.py", f'config["password"] = "{word()}"\n'),
        "os.environ": ("app/env/run.py", f"os.environ['X_PASSWORD']='{word()}'\n"),
        "two subscripts": ("var/www/db.php", f"<?php\n$db['default']['password'] = '{word()}';\n"),
        "ruby ENV": ("app/init.rb", f"ENV['SECRET_TOKEN'] ||= \"{word()}\"\n"),
        "default of a call": ("app/settings2.py", f"DB = os.environ.get('DB_PASSWORD', '{word()}')\n"),
        "typed variable": ("app/main.go", f'var apiToken string = "{word()}"\n'),
        "escaped JSON": ("app/task.json", json.dumps({"environment": json.dumps({"password": word()})})),
        "PGPASSWORD": ("srv/dump.sh", f"#!/bin/sh\nPGPASSWORD={word()} pg_dump app\n"),
        "DBPASSWORD": ("srv/a/.env", f"DBPASSWORD={word()}\n"), "SMTPPASSWORD": ("srv/b/.env", f"export SMTPPASSWORD='{word()}'\n"),
        "ENV with a space": ("srv/Dockerfile", f"FROM a\nENV DB_PASSWORD {word()}\n"),
        "ARG": ("srv/b/Dockerfile", f"FROM a\nARG NPMTOKEN={word()}\n"),
        "Azure SAS": ("app/upload.txt", f"https://a.blob.core.windows.net/b?sv=2022-11-02&sp=rw&se=2031-01-01&sig={sas}\n"),
        "secring.gpg": ("root/.gnupg/secring.gpg", openpgp(0x95, b"\0")),
        "private-keys-v1.d": ("root/.gnupg/private-keys-v1.d/AB.key", b"(11:private-key(3:rsa(1:n257:" + fake.random.randbytes(257)),
        "file without an ending": ("opt/app/settings", f"user = app\npassword = {word()}\n"),
        "bindpw": ("etc/nslcd.conf", f"uri ldap://ldap.corp.net\nbindpw {word()}\n"),
        "rootpw": ("etc/ldap/slapd.conf", f"rootdn cn=admin\nrootpw\t{word()}\n"),
        "sasl_passwd": ("etc/postfix/sasl_passwd", f"[smtp.corp.net]:587 ci@corp.net:{word()}\n"),
        "chap-secrets": ("etc/ppp/chap-secrets", f"ci * {word()} *\n"),
        "exim client": ("etc/exim4/passwd.client", f"*.corp.net:ci:{word()}\n"),
        "jdbc oracle": ("app/ora.properties", f"url=jdbc:oracle:thin:app/{word()}@//db.corp.net:1521/x\n"),
        "Bitbucket password": ("app/notes/bb.txt", f"clone with ATBB{fake.text(28)}{fake.text(4, HEX)}\n"),
        "hexadecimal key": ("app/rails.conf", f"secret_key = {fake.text(32, HEX)}\n"),
        "htpasswd -cb": ("srv/1.sh", f"htpasswd -cb /etc/nginx/.htpasswd admin {word()}\n"),
        "useradd -p": ("srv/2.sh", f"useradd -m -p {word()} bob\n"),
        "passwd --stdin": ("srv/3.sh", f"echo {word()} | passwd --stdin bob\n"),
        "--password x": ("srv/4.sh", f"tool --user ci --password {word()} --now\n"),
        "keytool": ("srv/5.sh", f"keytool -genkey -alias a -storepass {word()}\n"),
        "-passin": ("srv/6.sh", f"openssl rsa -in a -passin pass:{word()}\n"),
        "chpasswd, not the first echo": ("srv/7.sh", f"echo now: go && echo 'root:{word()}' | chpasswd\n"),
        "chpasswd over lines": ("srv/8/Dockerfile", f"FROM a\nRUN useradd x \\\n && echo 'x:{word()}' \\\n | chpasswd\n"),
        "header option": ("srv/9.sh", f"curl -H 'X-Figma-Token: {fake.text(40)}' https://a.corp.net\n"),
        "Secret in a second document": ("srv/k/two.yaml", "kind: ConfigMap\ndata:\n  a: b\n---\nkind: \"Secret\"\ndata:\n  pw: " + b64(word())),
        "Secret in a List": ("srv/k/list.yaml", f"kind: List\nitems:\n- data:\n    pw: {b64(word())}\n  kind: Secret\n"),
        "Secret in JSON": ("srv/k/secret.json", json.dumps({"kind": "Secret", "apiVersion": "v1", "data": {"pw": b64(word())}})),
        "stringData": ("srv/k/plain.yml", f"kind: Secret\nstringData:\n  pw: '{word()}'\n"),
        "JKS with a key": ("etc/ssl/server.jks", jks(2, 1)),
        "WireGuard preshared": ("etc/wireguard/wg1.conf", f"[Peer]\nPresharedKey = {fake.text(43, B64)}=\n"),
    }


def variables(fake):
    """Variables, and commands of the history, with their secrets."""
    word = lambda: fake.text(12) + "7q"
    names = [(name, word()) for name in ["PGPASSWORD", "SMTPPASSWORD", "DBPASS"]]
    commands = ["htpasswd -cb /f admin {}", "useradd -p {} bob", "tool --password {}", "keytool -storepass {}",
                "openssl rsa -passin pass:{}", "echo {} | passwd --stdin bob", "echo go: && echo 'root:{}' | chpasswd",
                "PGPASSWORD={} psql", "curl -H 'X-Figma-Token: {}' https://a.corp.net"]
    return names, [(command, word()) for command in commands]


def near_misses(fake):
    """Path to contents."""
    word = lambda: fake.text(12) + "7q"
    templates = ["{{ .Values.password | b64enc }}", "\"{{ .Values.password | b64enc | quote }}\"", "${PASSWORD_BASE64}", "$(TOKEN)",
                 "<base64-password>", "REPLACE_ME", "CHANGEME", "%{password}", "%ENV_PASSWORD%", "!vault |", "__PASSWORD__",
                 "@@DB_PASSWORD@@", "cGFzc3dvcmQ=", "ENC[AES256_GCM,data:abcd,iv:x]", "ref+vault://secret/data/app#password",
                 "BASE64_ENCODED_VALUE", "\"\"", "null"]
    misses = {f"app/n/k{n}-{part}.yaml": f"apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\n{part}:\n  password: {value}\n"
              for n, value in enumerate(templates) for part in ["data", "stringData"]}
    return misses | {
        "app/n/store.yaml": f"kind: SecretStore\ndata:\n  pw: {b64(word())}\n",
        "app/n/two.yaml": f"kind: Secret\nmetadata: {{name: x}}\n---\nkind: ConfigMap\ndata:\n  pw: {b64(word())}\n",
        "app/n/sealed.yaml": f"kind: SealedSecret\nspec:\n  encryptedData:\n    pw: Ag{fake.text(300, B64)}\n",
        "app/n/lt.js": "function f(){var token=this.LT(1),x=2;var secret=a.Token1(3)}\n",
        "app/n/bundle": "var token=this.LT(1),x=2;\n",
        "etc/n/apache.conf": f"#AuthLDAPBindPassword {word()}\n#  SSLPassPhrase \"{word()}\"\n",
        "etc/n/exim.conf": f"# password = {word()}\n# mysql://exim:{word()}@h/x\n",
        "etc/n/clients.conf": "client localhost {\n\tsecret = testing123-1\n}\n",
        "app/n/oplog.txt": "mongodb://oplog_reader:oplog_reader_password@host:27017/local\n",
        "etc/n/trust.jks": jks(2, 2, 2),
        "root/n/pubring.gpg": openpgp(0x99, b""),
        "root/n/.gnupg/private-keys-v1.d/CARD.key": b"(20:shadowed-private-key(3:rsa(1:n3:abc",
        "app/n/commands.sh": "tool --password $PW --token \"${T}\"\nopenssl rsa -passin file:/run/a1B2c3d4\nkeytool -storepass changeit\n"
                             "echo \"root:$PW\" | chpasswd\nhtpasswd -b /f admin $PW\nhtpasswd -c /f admin\nuseradd -p $(cat /x) bob\n",
        "app/n/names.txt": f"OLDPWD=/root/{word()}\nBYPASS={word()}\ncsrf_token={word()}{word()}\n",
        "app/n/sig.txt": f"https://a.b/?v=1&sig={word()}\nhttps://a.b/?sv=1&se=2&sig={{signature}}\n",
        "app/n/ora.txt": "jdbc:oracle:thin:@//db:1521/x\njdbc:oracle:thin:scott/tiger@db\nsqlplus / as sysdba\n",
        "app/n/labels.json": '{"passwordLabel":"Password:","rememberMeLabel":"Remember me:","tokenLabel":"Access-Token:"}\n',
        "app/n/compare.js": f"if (password === '{word()}') {{}} if (token != \"{word()}\") {{}}\n",
    }
