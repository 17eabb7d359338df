//! Deltagare mot mål: participations in projects that have stated a target, held against it.

use kernel::Label;

use super::{Measure, Spec, participants};

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "deltaganden i projekt som angett ett mål: en person räknas en gång för varje projekt",
        en: "participations in projects that have stated a target: a person counts once for each project",
    },
    always: Some(
        "(r.project_id IN (SELECT j.id FROM projects j WHERE j.planned_participants IS NOT NULL) OR r.project_id IN \
         (SELECT project_id FROM project_targets WHERE kind = 'PARTICIPANTS' AND value IS NOT NULL))",
    ),
    against: Some(Measure::ParticipantsTarget),
    ..participants::SPEC
};
