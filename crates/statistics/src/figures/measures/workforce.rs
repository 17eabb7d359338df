//! Arbetsstyrka: people employed, by each organisation's latest count.

use access::Action;
use kernel::Label;

use super::{Behind, Counted, Owner, Spec};
use crate::disclosure::Unit;
use crate::figures::{
    Breakdown as B,
    source::{Join, Source},
};

/// What an organisation has.
pub(super) const COLUMNS: &[Source] = &[
    (B::Organisation, "r.organisation_id", Join::None),
    (B::OrganisationKind, "g.kind", Join::Organisation),
    (B::Industry, "g.sni_code", Join::Organisation),
    (B::Municipality, "g.municipality_code", Join::Organisation),
    (B::Sex, "r.sex", Join::None),
];

const TAKING_PART: &str = "r.organisation_id IN (SELECT q.organisation_id FROM participations q WHERE {})";

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "personer i arbetsstyrkan enligt organisationernas senaste uppgift; den som har två arbetsgivare räknas hos båda",
        en: "people in the workforce by the organisations' latest count; whoever has two employers counts with both",
    },
    reads: Action::ReadWorkforce,
    table: "(SELECT s.organisation_id, x.sex, CASE x.sex WHEN 'FEMALE' THEN s.women WHEN 'MALE' THEN s.men \
        ELSE s.others END AS people FROM workforce_snapshots s CROSS JOIN (SELECT 'FEMALE' AS sex UNION ALL \
        SELECT 'MALE' UNION ALL SELECT 'NON_BINARY') x WHERE s.counted_on = (SELECT MAX(t.counted_on) \
        FROM workforce_snapshots t WHERE t.organisation_id = s.organisation_id AND t.counted_on <= {day}))",
    always: Some("r.people > 0"),
    date: None,
    counted: Counted::Records,
    region: None,
    dominable: false,
    record: Unit::Person,
    behind: Behind::OneEach,
    // One organisation's women are one block, in or out: their key is made of this.
    split: Some("r.organisation_id || '/' || r.sex"),
    owners: &[Owner::Organisation],
    columns: COLUMNS,
    statuses: &[],
    has_key: false,
    is_open: false,
    waits: None,
    weight: Some("r.people"),
    against: None,
    // Those of the organisations whose people take part.
    selected: &[(B::Council, "q.council_id", TAKING_PART), (B::Project, "q.project_id", TAKING_PART)],
};
