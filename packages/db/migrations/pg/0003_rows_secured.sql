-- Row-level security: the server acts as pantheon_app, which owns nothing, and sees the rows of the organization that
-- `pantheon.organization` names: one organization's id, '*' for all of them, nothing when it is not set.

-- Roles belong to the cluster, and many databases may migrate at once: losing that race is as good as winning it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'pantheon_app') THEN
    CREATE ROLE pantheon_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN
    RAISE insufficient_privilege USING
      MESSAGE = format('The login "%s" may not create the role pantheon_app, under which the server acts.', current_user),
      HINT = format('Let an administrator of the server run: CREATE ROLE pantheon_app NOLOGIN; GRANT pantheon_app TO %I;', current_user);
END $$;--> statement-breakpoint
DO $$
DECLARE
  -- From version 16 on, being a member of a role and being allowed to act as it are two things.
  kind text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'pantheon_app' AND (rolsuper OR rolbypassrls)) THEN
    RAISE invalid_role_specification USING
      MESSAGE = 'The role pantheon_app goes around row-level security.',
      HINT = 'Let an administrator of the server run: ALTER ROLE pantheon_app NOSUPERUSER NOBYPASSRLS;';
  END IF;
  FOR attempt IN 1..20 LOOP
    EXIT WHEN pg_has_role(current_user, 'pantheon_app', kind);
    BEGIN
      EXECUTE format('GRANT pantheon_app TO %I', current_user);
    EXCEPTION
      WHEN internal_error OR unique_violation THEN PERFORM pg_sleep(0.05); -- "tuple concurrently updated": another database was at it
    END;
  END LOOP;
EXCEPTION
  WHEN insufficient_privilege THEN
    RAISE insufficient_privilege USING
      MESSAGE = format('The login "%s" may not act as the role pantheon_app.', current_user),
      HINT = format('Let an administrator of the server run: GRANT pantheon_app TO %I;', current_user);
END $$;--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO pantheon_app;--> statement-breakpoint
-- Named one by one, so that a table of a later migration is out of reach until that migration says who may do what.
GRANT SELECT, INSERT, UPDATE, DELETE ON
  users, organizations, roles, memberships, sessions, refresh_tokens, identities, one_time_tokens, mails, api_keys, teams, team_members, invitations,
  products, orders, payments, test_charges, ai_jobs, job_deliveries, courses, tasks, event_consumers
  TO pantheon_app;--> statement-breakpoint
-- What has happened stays as it was written.
GRANT SELECT, INSERT ON events, audit_entries, audit_checkpoints TO pantheon_app;--> statement-breakpoint
GRANT USAGE ON SEQUENCE events_seq_seq TO pantheon_app;--> statement-breakpoint
DO $$
DECLARE
  tenant text;
  owner text;
BEGIN
  FOREACH tenant IN ARRAY ARRAY['organizations', 'roles', 'memberships', 'sessions', 'api_keys', 'teams', 'team_members', 'invitations',
    'orders', 'payments', 'ai_jobs', 'courses', 'tasks', 'events', 'audit_entries', 'audit_checkpoints']
  LOOP
    owner := CASE tenant WHEN 'organizations' THEN 'id' ELSE 'organization_id' END;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
    -- The subselect is worked out once a statement, not once a row. Events of no organization are everybody's.
    EXECUTE format(
      'CREATE POLICY own_organization ON %1$I
         USING (%2$s %3$I = (SELECT current_setting(''pantheon.organization'', true)) OR (SELECT current_setting(''pantheon.organization'', true)) = ''*'')
         WITH CHECK (%2$s %3$I = current_setting(''pantheon.organization'', true) OR current_setting(''pantheon.organization'', true) = ''*'')',
      tenant, CASE tenant WHEN 'events' THEN 'organization_id IS NULL OR' ELSE '' END, owner);
  END LOOP;
END $$;--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE insufficient_privilege USING MESSAGE = format('%s is append-only: %s refused', TG_TABLE_NAME, TG_OP);
END $$;--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
ALTER TABLE audit_entries ENABLE ALWAYS TRIGGER append_only;--> statement-breakpoint
ALTER TABLE audit_checkpoints ENABLE ALWAYS TRIGGER append_only;
