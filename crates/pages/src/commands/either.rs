//! Fields of which one way or another must be filled in: neither is required by itself, nor is it left to the reader.

use std::collections::BTreeMap;

use kernel::Lang;
use web::commands::{FieldKind, FormField};

/// Ways of saying the same, each by the fields that it takes; a command needs one of them.
type Ways = &'static [&'static [&'static str]];

/// By commands.
const EITHER: &[(&str, Ways)] = &[
    ("endorseNeed", &[&["decisionId"], &["decidedOn", "reference"]]),
    ("adoptActionPlan", &[&["decisionId"], &["decisionReference"]]),
    ("establishIndustryCouncil", &[&["decisionId"], &["decisionReference"]]),
    ("inviteMember", &[&["councilSeatId"], &["seat"]]),
    ("adoptCharter", &[&["quorumPercent"], &["quorumSeats"]]),
    ("reportNeed", &[&["industryCouncilId"], &["councilId"]]),
    ("qualifyNeed", &[&["codes.skill"], &["codes.ssyk"], &["codes.occupation"], &["codes.sni"]]),
    ("linkSignal", &[&["needId"], &["sni"], &["skill"]]),
    ("recordOutcome", &[&["enrolmentId"], &["participationId"]]),
    ("nominateParticipant", &[&["participationId"], &["participantId"]]),
    ("applyForPlace", &[&["participationId"], &["participantId"]]),
    ("registerParticipation", &[&["participantId"], &["person"]]),
    ("addPlanLine", &[&["gapId"], &["skill"]]),
    ("addPlanLine", &[&["effortId"], &["ownActivity"]]),
    ("changePlanLine", &[&["effortId"], &["ownActivity"]]),
    (NEW_QUESTION, &[&["organisationId"], &["councilId"], &["hubId"], &["projectId"]]),
];

/// A question that is changed has its owner.
const NEW_QUESTION: &str = "saveQuestion";

/// Says in each such field what may be filled in instead of it; what is the only way that is open is required.
pub(super) fn tell(command: &str, is_change: bool, fields: &mut [FormField], lang: Lang) {
    let mut labels = BTreeMap::new();
    each(fields, &mut |field| {
        labels.insert(field.path.clone(), field.label.to_lowercase());
    });
    let own = EITHER.iter().filter(|(name, _)| *name == command && !(is_change && *name == NEW_QUESTION));
    for (_, ways) in own {
        let is_open = |way: &&&[&str]| way.iter().all(|path| labels.contains_key(*path));
        let open: Vec<&[&str]> = ways.iter().filter(is_open).copied().collect();
        each(fields, &mut |field| match open.iter().position(|way| way.contains(&field.path.as_str())) {
            Some(_) if open.len() == 1 => field.required = true,
            Some(own) => {
                let others = open.iter().enumerate().filter(|(at, _)| *at != own);
                let others = others.map(|(_, way)| together(way, &labels, lang)).collect::<Vec<_>>();
                field.instead = Some(match lang {
                    Lang::Sv => format!("(ange detta eller {})", others.join(" eller ")),
                    Lang::En => format!("(give this or {})", others.join(" or ")),
                });
            }
            None => {}
        });
    }
}

fn together(way: &[&str], labels: &BTreeMap<String, String>, lang: Lang) -> String {
    let named: Vec<&str> = way.iter().filter_map(|path| labels.get(*path)).map(String::as_str).collect();
    named.join(if lang == Lang::Sv { " och " } else { " and " })
}

fn each(fields: &mut [FormField], act: &mut dyn FnMut(&mut FormField)) {
    for field in fields {
        act(field);
        if let FieldKind::Group(own) = &mut field.kind {
            each(own, act);
        }
    }
}

#[cfg(test)]
mod tests {
    use gateway::schema::mutations;
    use kernel::command::{Field, Kind, Table};

    use super::*;

    fn at(table: &'static Table, path: &str) -> Option<&'static Field> {
        let (name, below) = path.split_once('.').map_or((path, None), |(name, below)| (name, Some(below)));
        let field = table.fields.iter().find(|field| field.name == name)?;
        match (below, field.kind) {
            (None, _) => Some(field),
            (Some(below), Kind::Group(table)) => at(table, below),
            _ => None,
        }
    }

    #[test]
    fn each_way_is_of_fields_that_are_there_and_may_be_left_out() {
        for (command, ways) in EITHER {
            let row = mutations().get(command).unwrap_or_else(|| panic!("no {command}"));
            for path in ways.iter().copied().flatten() {
                let field = at(row.table, path).unwrap_or_else(|| panic!("{command} has no {path}"));
                assert!(!field.required, "{command}.{path} is required by itself");
            }
        }
    }

    fn field(path: &str, label: &str) -> FormField {
        FormField {
            path: path.to_owned(),
            label: label.to_owned(),
            help: None,
            required: false,
            instead: None,
            list: false,
            kind: FieldKind::YesNo,
            values: Vec::new(),
            stored: None,
        }
    }

    #[test]
    fn one_way_names_the_others_and_the_only_one_is_required() {
        let (day, reference) = (field("decidedOn", "Förankrat den"), field("reference", "Beslutsreferens"));
        let mut both =
            [field("decisionId", "Rådsbeslut"), day.clone(), reference.clone(), field("statement", "Uttalande")];
        tell("endorseNeed", false, &mut both, Lang::Sv);
        let told = both.each_ref().map(|field| field.instead.as_deref());
        let decision = "(ange detta eller rådsbeslut)";
        let stated = "(ange detta eller förankrat den och beslutsreferens)";
        assert_eq!(told, [Some(stated), Some(decision), Some(decision), None]);
        let mut alone = [day, reference];
        tell("endorseNeed", false, &mut alone, Lang::Sv);
        assert!(alone.iter().all(|field| field.required && field.instead.is_none()));
    }
}
