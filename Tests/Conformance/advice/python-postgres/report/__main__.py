import subprocess, psycopg2, jinja2
print("pg", psycopg2.__version__.split()[0], psycopg2.extensions.libpq_version() // 10000, jinja2.Template("{{ 6 * 7 }}").render())
print(subprocess.run(["psql", "--version"], capture_output=True, text=True).stdout.split()[0])
