//! Contracts that were signed before they gave their supplier to efforts, and to what copies it: an effort with a signed contract and no
//! provider is given by the supplier of the first, unless it is over; occasions follow their effort, enrolments and sessions their
//! occasion, where nobody is named.
//!
//! On the way back nothing is undone: which of them were named before is not known.

crate::ddl::step!(
    r#"
UPDATE efforts SET provider_id = (
    SELECT p.supplier_id FROM procured_efforts e JOIN procurements p ON p.id = e.procurement_id
    WHERE e.effort_id = efforts.id AND p.status IN ('CONTRACTED', 'DELIVERED', 'CLOSED') AND p.supplier_id IS NOT NULL
    ORDER BY p.contracted_on, p.id LIMIT 1)
    WHERE provider_id IS NULL AND status NOT IN ('COMPLETED', 'FOLLOWED_UP', 'CLOSED', 'CANCELLED');
UPDATE occasions SET provider_id = (SELECT e.provider_id FROM efforts e WHERE e.id = occasions.effort_id)
    WHERE provider_id IS NULL AND EXISTS (
        SELECT 1 FROM efforts e WHERE e.id = occasions.effort_id AND e.provider_id IS NOT NULL);
UPDATE enrolments SET provider_id = (SELECT o.provider_id FROM occasions o WHERE o.id = enrolments.occasion_id)
    WHERE provider_id IS NULL AND EXISTS (
        SELECT 1 FROM occasions o WHERE o.id = enrolments.occasion_id AND o.provider_id IS NOT NULL);
UPDATE sessions SET provider_id = (SELECT o.provider_id FROM occasions o WHERE o.id = sessions.occasion_id)
    WHERE provider_id IS NULL AND EXISTS (
        SELECT 1 FROM occasions o WHERE o.id = sessions.occasion_id AND o.provider_id IS NOT NULL);
"#,
    []
);
