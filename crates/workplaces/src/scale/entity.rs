//! What a level scale is. It is never changed: levels that were set by it keep their meaning.

use std::collections::HashSet;

use kernel::{
    Command, Result, command,
    command::{Bound, line, number},
    error::{all, holds, holds_with},
    id::{LevelScaleId, OrganisationId},
    text::sort_key,
};
use store::Event;

/// Rules of level scales.
pub mod rules {
    kernel::rules! {
        /// A scale tells at least two levels apart, and no more than people can.
        SCALE_NEEDS_TWO_TO_TEN_STEPS: "En skala har 2–10 steg.", "A scale has 2–10 steps.";
        /// Each step has a name of its own.
        SCALE_STEPS_ARE_ALIKE: "Två steg heter likadant.", "Two steps have the same name.";
        /// A level is the number of one of its scale's steps; detail: they.
        LEVEL_IS_OUTSIDE_THE_SCALE: "Nivån är inget av skalans steg.", "The level is none of the scale's steps.";
    }
}

/// Most steps.
const MOST_STEPS: usize = 10;

/// A level, which only its scale can hold to its steps.
pub(crate) const LEVEL: Bound<i32> = number(i32::MIN, i32::MAX);

/// Nivåskala.
#[derive(Clone, Debug)]
pub struct LevelScale {
    /// Id.
    pub id: LevelScaleId,
    /// The organisation that answers for it; others may use it too.
    pub organisation: OrganisationId,
    /// Name, 1–100 characters.
    pub name: String,
    /// What the levels are called, from 1 up: 2–10 names of 1–100 characters.
    pub steps: Vec<String>,
}

command! {
    pub struct DefineLevelScale as "DefineLevelScaleInput" ("Fastställ nivåskala.", "Define a level scale.") {
        organisation: OrganisationId as "organisationId"
            ("Organisation: den som svarar för skalan.", "Organisation: the one that answers for the scale."),
        name: String as "name" [line(100)] ("Namn.", "Name."),
        steps: Vec<String> as "steps" = r#"["Nybörjare","Avancerad nybörjare","Kompetent","Skicklig","Expert"]"# [line(100)]
            ("Steg: 2–10 namn på nivåerna, från 1 och uppåt; Dreyfus fem när de saknas.",
             "Steps: 2–10 names of the levels, from 1 up; the five of Dreyfus when absent."),
    }
}

impl LevelScale {
    /// A new scale.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn define(id: LevelScaleId, command: DefineLevelScale) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let different: HashSet<String> = command.steps.iter().map(|step| sort_key(step)).collect();
        all([
            holds((2..=MOST_STEPS).contains(&command.steps.len()), "steps", rules::SCALE_NEEDS_TWO_TO_TEN_STEPS),
            holds(different.len() == command.steps.len(), "steps", rules::SCALE_STEPS_ARE_ALIKE),
        ])?;
        let scale = Self { id, organisation: command.organisation, name: command.name, steps: command.steps };
        Ok((scale, Event::new("LevelScaleDefined", id.public())))
    }

    /// Refuses a level that is none of its steps.
    ///
    /// # Errors
    /// `Invalid { level, LEVEL_IS_OUTSIDE_THE_SCALE }`, which names the steps.
    pub fn must_have(&self, level: i32) -> Result<()> {
        let is_step = usize::try_from(level).is_ok_and(|level| (1..=self.steps.len()).contains(&level));
        holds_with(is_step, "level", rules::LEVEL_IS_OUTSIDE_THE_SCALE, || {
            format!("1–{}: {}", self.steps.len(), self.steps.join(", "))
        })
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Error, Id, SequentialIds, command::Json};

    use super::*;

    fn define(steps: &[&str]) -> Result<LevelScale> {
        let ids = SequentialIds::starting_at(0);
        let steps = steps.iter().map(|step| (*step).to_owned()).collect();
        let command = DefineLevelScale { organisation: Id::new(&ids), name: "Skala".to_owned(), steps };
        LevelScale::define(Id::new(&ids), command).map(|(scale, _)| scale)
    }

    #[test]
    fn a_scale_has_two_to_ten_steps_of_different_names() {
        let rule = |steps: &[&str]| match define(steps) {
            Err(Error::Invalid { rule, .. }) => Some(rule),
            _ => None,
        };
        assert_eq!(rule(&["Kan"]), Some(rules::SCALE_NEEDS_TWO_TO_TEN_STEPS));
        assert_eq!(
            rule(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"]),
            Some(rules::SCALE_NEEDS_TWO_TO_TEN_STEPS)
        );
        assert_eq!(rule(&["Kan", "kan"]), Some(rules::SCALE_STEPS_ARE_ALIKE));
        let scale = define(&["Kan inte", "Kan"]).expect("a scale");
        assert!(scale.must_have(1).is_ok() && scale.must_have(2).is_ok());
        for outside in [-1, 0, 3] {
            let Err(Error::Invalid { detail, .. }) = scale.must_have(outside) else { panic!("{outside}") };
            assert_eq!(detail.sv, "1–2: Kan inte, Kan", "{outside}");
        }
    }

    #[test]
    fn without_words_it_is_that_of_dreyfus() {
        let organisation = OrganisationId::new(&SequentialIds::starting_at(0)).public();
        let input = Json::Object(
            [("organisationId", organisation), ("name", "Skala".to_owned())]
                .map(|(name, text)| (name.to_owned(), Json::String(text)))
                .into_iter()
                .collect(),
        );
        let command = DefineLevelScale::read(&input).expect("a command");
        assert_eq!((command.steps.len(), command.steps[4].as_str()), (5, "Expert"));
    }
}
