#!/bin/sh
# Run once, when the volume is new: the login that owns all tables. It makes roles and logins, and is no superuser.
set -eu
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --dbname="$POSTGRES_DB" --set=password="$OWNER_PASSWORD" <<'SQL'
create role buurtbalans login createrole bypassrls password :'password';
alter database buurtbalans owner to buurtbalans;
grant execute on function pg_switch_wal() to buurtbalans;
grant pg_checkpoint to buurtbalans;
SQL
