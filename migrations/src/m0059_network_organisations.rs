//! How many organisations a professional network has follows its members; it told how many it had when it last became active. One
//! that was active with members of fewer than two is dormant.
//!
//! On the way back nothing is undone.

crate::ddl::step!(
    r#"
UPDATE professional_networks SET organisations = (SELECT COUNT(DISTINCT m.organisation_id) FROM network_members m
    WHERE m.network_id = professional_networks.id AND m.left_on IS NULL);
UPDATE professional_networks SET status = 'DORMANT', status_reason = NULL WHERE status = 'ACTIVE' AND organisations < 2;
"#,
    []
);
