//! Arbetsstyrka: people employed, by each organisation's latest count.

use access::Action;
use kernel::Label;

use super::{Behind, Owner, Source, Spec, shared};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, source::Join};

/// What an organisation has.
const COLUMNS: &[Source] = &shared::all::<5>(&[&shared::OF_ORGANISATION, &[(B::Sex, "r.sex", Join::None)]]);

const TAKING_PART: &str = "r.organisation_id IN (SELECT q.organisation_id FROM participations q WHERE {})";

pub(super) const SPEC: Spec = Spec {
    always: Some("r.people > 0"),
    // One organisation's women are one block, in or out: their key is made of this.
    split: Some("r.organisation_id || '/' || r.sex"),
    owners: &[Owner::Organisation],
    weight: Some("r.people"),
    // Those of the organisations whose people take part.
    selected: &[(B::Council, "q.council_id", TAKING_PART), (B::Project, "q.project_id", TAKING_PART)],
    ..Spec::of(
        (
            Label {
                sv: "personer i arbetsstyrkan enligt organisationernas senaste uppgift; den som har två arbetsgivare räknas hos båda",
                en: "people in the workforce by the organisations' latest count; whoever has two employers counts with both",
            },
            Action::ReadWorkforce,
        ),
        "(SELECT s.organisation_id, x.sex, CASE x.sex WHEN 'FEMALE' THEN s.women WHEN 'MALE' THEN s.men \
            ELSE s.others END AS people FROM workforce_snapshots s CROSS JOIN (SELECT 'FEMALE' AS sex UNION ALL \
            SELECT 'MALE' UNION ALL SELECT 'NON_BINARY') x WHERE s.counted_on = (SELECT MAX(t.counted_on) \
            FROM workforce_snapshots t WHERE t.organisation_id = s.organisation_id AND t.counted_on <= {day}))",
        COLUMNS,
        (Unit::Person, Behind::OneEach),
    )
};
