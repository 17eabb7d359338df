//! Whom an effort is open to, where it refers people, and why its follow-up was waived; what a hub does and by whose money, and what
//! its permanence rests on. A provider's sessions are found by their time.
//!
//! Of the efforts that are there it is not known whom they were open to: those that are open already stay so, for everyone.

crate::ddl::step!(
    r#"
ALTER TABLE efforts ADD COLUMN open_to_all boolean NOT NULL DEFAULT FALSE;
ALTER TABLE efforts ADD COLUMN eligible_situations text NOT NULL DEFAULT '';
ALTER TABLE efforts ADD COLUMN eligible_occupations text NOT NULL DEFAULT '';
ALTER TABLE efforts ADD COLUMN eligible_counties text NOT NULL DEFAULT '';
ALTER TABLE efforts ADD COLUMN parties_only boolean NOT NULL DEFAULT FALSE;
ALTER TABLE efforts ADD COLUMN referred_to_id {id} REFERENCES organisations (id);
ALTER TABLE efforts ADD COLUMN referral text;
ALTER TABLE efforts ADD COLUMN referred_on date;
ALTER TABLE efforts ADD COLUMN follow_up_waiver text;
ALTER TABLE hubs ADD COLUMN decision_id {id} REFERENCES council_decisions (id);
ALTER TABLE hubs ADD COLUMN yearly_budget_minor bigint;
CREATE INDEX sessions_provider ON sessions (provider_id, starts_at, id);
CREATE TABLE hub_services (
    id {id} PRIMARY KEY, version integer NOT NULL,
    hub_id {id} NOT NULL REFERENCES hubs (id), funding_id {id} NOT NULL REFERENCES hub_fundings (id),
    name text NOT NULL, name_key {key} NOT NULL, kind {id} NOT NULL,
    runs_from date NOT NULL, runs_to date
);
CREATE INDEX hub_services_hub ON hub_services (hub_id, id);
CREATE INDEX hub_services_funding ON hub_services (funding_id, id);
CREATE INDEX hub_services_name ON hub_services (name_key, id);
"#,
    back r#"
DROP INDEX sessions_provider;
ALTER TABLE hubs DROP COLUMN yearly_budget_minor;
ALTER TABLE hubs DROP COLUMN decision_id;
ALTER TABLE efforts DROP COLUMN follow_up_waiver;
ALTER TABLE efforts DROP COLUMN referred_on;
ALTER TABLE efforts DROP COLUMN referral;
ALTER TABLE efforts DROP COLUMN referred_to_id;
ALTER TABLE efforts DROP COLUMN parties_only;
ALTER TABLE efforts DROP COLUMN eligible_counties;
ALTER TABLE efforts DROP COLUMN eligible_occupations;
ALTER TABLE efforts DROP COLUMN eligible_situations;
ALTER TABLE efforts DROP COLUMN open_to_all;
"#,
    ["hub_services"]
);
