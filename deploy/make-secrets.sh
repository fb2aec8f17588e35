#!/bin/sh
# Makes the secrets of compose.cluster.yaml in deploy/secrets/, each anew and by chance. What is there already stays.
set -eu
umask 022
cd "$(dirname "$0")"
# The containers read the files as users of their own; on this machine the folder keeps everybody else out.
mkdir -p secrets
chmod 700 secrets

random() { od -An -tx1 -N24 /dev/urandom | tr -d ' \n'; }
keep() { [ -e "secrets/$1" ] || { cat > "secrets/$1.new" && mv "secrets/$1.new" "secrets/$1"; }; }

random | keep nats-password
random | keep nats-route-password
random | keep database-password
random | keep database-root-password
random | keep operator-key

nats=$(cat secrets/nats-password)
route=$(cat secrets/nats-route-password)
database=$(cat secrets/database-password)

printf 'authorization { user: parley, password: "%s" }\n' "$nats" | keep auth.conf
{
  printf 'authorization { user: route, password: "%s" }\nroutes = [\n' "$route"
  for server in nats1 nats2 nats3; do printf '  "nats://route:%s@%s:6222"\n' "$route" "$server"; done
  printf ']\n'
} | keep route-auth.conf
printf 'nats://parley:%s@nats1:4222,nats://nats2:4222,nats://nats3:4222' "$nats" | keep nats-url
printf 'mysql://parley:%s@database:3306/parley' "$database" | keep mysql-url
echo "The secrets are in $(pwd)/secrets. Keep a copy where you keep backups."
