//! Games about one organisation: its hours by differences (attack 6), its workforce by sex (attack 7).

use access::Request;
use std::sync::Arc;

use statistics::figures::{Breakdown, Measure, Question, Selection};

use crate::{
    mirror::{Cell, Salts, is_told},
    numbers::{Found, Score, learned},
    population::{
        AGE, COUNCIL, COUNTY, DIMS, Draw, EFFORT_KIND, ENROLMENT_STATUS, HUB, NOTHING, ORGANISATION, ORGANISATIONS,
        PROJECT, Population, QUARTER, RESULT, Record, SEX, SITUATION, YEAR, id,
    },
    world::{World, leader, sealer},
};

const DIVIDED: [usize; 10] =
    [COUNCIL, HUB, PROJECT, COUNTY, SEX, AGE, SITUATION, EFFORT_KIND, ENROLMENT_STATUS, RESULT];

fn crossings() -> Vec<Vec<usize>> {
    let mut chosen: Vec<Vec<usize>> = vec![vec![]];
    for dim in DIVIDED {
        let longer: Vec<Vec<usize>> = chosen.iter().map(|dims| [dims.as_slice(), &[dim]].concat()).collect();
        chosen.extend(longer.into_iter().filter(|dims| is_told(Measure::Hours, dims)));
    }
    let with = |period: &[usize]| chosen.iter().map(|dims| [dims.as_slice(), period].concat()).collect::<Vec<_>>();
    [with(&[]), with(&[YEAR]), with(&[QUARTER])].concat()
}

/// The minutes of the organisation that the two others do not know: of each partition what is told of its parts, without what they
/// know, and made up for what is told as zero by what they have of it themselves.
fn guess(records: &[Record], crossings: &[Vec<usize>], salts: Salts) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for dims in crossings {
        let size = |dim: &usize| DIMS[*dim].codes.len();
        let mut cells = vec![(Cell::default(), 0_i64); dims.iter().map(size).product()];
        for record in records {
            let place = dims.iter().fold(0, |place, dim| place * size(dim) + usize::from(record.at[*dim]));
            cells[place].0.add(record);
            cells[place].1 += if record.at[ORGANISATION] > 0 { record.amount } else { 0 };
        }
        let known: i64 = cells.iter().map(|(_, own)| own).sum();
        let told = cells.iter().map(|(cell, own)| (cell.told(Measure::Hours, salts), *own));
        let (mut rest, mut covered, mut spread, mut counted) = (0, 0, 0.0, 0);
        for ((count, told), own) in told.filter(|((count, _), _)| *count > 0) {
            (rest, covered, counted) = (rest + told - own, covered + own, counted + count);
            spread += (told as f64).powi(2);
        }
        // Where nobody else has any, what is told as zero is made up for by how many are told.
        let share = match known {
            0 => counted as f64 / records.len() as f64,
            known => covered as f64 / known as f64,
        };
        if share > 0.25 {
            let weight = share * share / spread.max(1.0);
            sum += weight * rest as f64 / share;
            weights += weight;
        }
    }
    sum / f64::max(weights, 1e-300)
}

/// Minutes of an enrolment in the mean.
const USUAL: f64 = 645.0;

/// The hours of one organisation of three, by two who know theirs (attack 6, game h): within ten per cent. The baselines are what
/// its told enrolments would have at the others' mean, and the same guess where its people had other hours; the better counts.
/// With ten tenths it is alone, and nobody knows anything.
pub fn hours_of_one(seed: u64, people: usize, worlds: usize, tenths: usize) -> Vec<Found> {
    let (hours, enrolled) =
        (Salts::of(&sealer(), Measure::Hours, "2025-12-31"), Salts::of(&sealer(), Measure::Enrolments, "2025-12-31"));
    let crossings = crossings();
    let closely = [0.1, 0.03];
    let mut scores = closely.map(|_| [Score::default(), Score::default()]);
    for nth in 0..worlds {
        let mut draw = Draw::of(seed + nth as u64);
        let mut records = Population::drawn(&mut draw, people).enrolments;
        records.retain(|record| !record.is_late());
        for record in &mut records {
            record.at[ORGANISATION] = if draw.below(10) < tenths { 0 } else { 1 + draw.below(2) as u8 };
        }
        // Each has hours of its own, from half to twice as many.
        let factor = |draw: &mut Draw| 2.0_f64.powf(2.0 * draw.unit() - 1.0);
        let factors = [factor(&mut draw), factor(&mut draw), factor(&mut draw)];
        let other = factor(&mut draw);
        let with = |first: f64| -> Vec<Record> {
            let scaled = |record: &Record| {
                let at = usize::from(record.at[ORGANISATION]);
                let by = if at == 0 { first } else { factors[at] };
                Record { amount: (record.amount as f64 * by) as i64, ..record.clone() }
            };
            records.iter().map(scaled).collect()
        };
        let real = with(factors[0]);
        let minutes = |of: &[Record], own: bool| {
            of.iter().filter(|record| (record.at[ORGANISATION] == 0) == own).map(|record| record.amount).sum::<i64>()
                as f64
        };
        let truth = minutes(&real, true);
        let mut cell = Cell::default();
        real.iter().filter(|record| record.at[ORGANISATION] == 0).for_each(|record| cell.add(record));
        let told = cell.told(Measure::Enrolments, enrolled).0 as f64;
        let others = real.len() as f64 - cell.records as f64;
        let mean = if others > 0.0 { minutes(&real, false) / others } else { USUAL };
        let (found, redrawn) = (guess(&real, &crossings, hours), guess(&with(other), &crossings, hours));
        for (close, scores) in closely.iter().zip(&mut scores) {
            let near = |guess: f64| (guess - truth).abs() <= truth * close;
            for (score, base) in scores.iter_mut().zip([told * mean, redrawn]) {
                score.world();
                score.guess(near(found), near(base));
            }
        }
    }
    let name = |close: f64| {
        format!(
            "(h, 6) hours of one with {tenths}/10 of {people} people within {:.0} %, by two who know theirs",
            100.0 * close
        )
    };
    closely.iter().zip(&scores).map(|(close, scores)| Score::best(scores, &name(*close))).collect()
}

/// The women of organisations that are alone in their municipality, one to four of each, by all that is told of them (attack 7).
pub async fn workforce_by_sex(world: World, years: usize) -> Found {
    let municipalities: Vec<&str> =
        taxonomy::all(taxonomy::Scheme::Municipality).iter().map(|place| place.code).take(ORGANISATIONS).collect();
    for (nth, place) in municipalities.iter().enumerate() {
        world
            .run(&format!(
                "UPDATE organisations SET municipality_code = '{place}', sni_code = '29102' WHERE id = '{}'",
                id("rg", nth + 1)
            ))
            .await;
    }
    let ask = async |reader: &Arc<Request>, by: &[Breakdown], selection: Selection| {
        world.table(reader, &Question { measure: Measure::Workforce, by: by.to_vec(), selection }).await
    };
    let one = Selection {
        organisations: vec![kernel::Id::from_stored(&id("rg", 1)).expect("an id")],
        ..Selection::default()
    };
    assert!(ask(&leader(), &[Breakdown::Organisation, Breakdown::Sex], Selection::default()).await.is_err());
    assert!(ask(&leader(), &[Breakdown::Sex], one).await.is_err());
    let mut score = Score::default();
    let mut draw = Draw::of(71);
    for _ in 0..years {
        world.run("DELETE FROM workforce_snapshots").await;
        let mut women = Vec::new();
        for n in 1..=ORGANISATIONS {
            let few = 1 + draw.below(4);
            women.push(few as i64);
            world
                .run(&format!(
                    "INSERT INTO workforce_snapshots VALUES ('{}', '{}', '2025-06-30', {few}, {}, 0, NULL, 0)",
                    id("w", n),
                    id("rg", n),
                    12 + draw.below(60)
                ))
                .await;
        }
        world.publish().await;
        let told =
            ask(&leader(), &[Breakdown::Municipality, Breakdown::Sex], Selection::default()).await.expect("an answer");
        let at = |place: &str, sex: Option<&str>| {
            let same = |key: &[Option<String>]| key[0].as_deref() == Some(place) && key[1].as_deref() == sex;
            told.cells.iter().find(|cell| same(&cell.key)).and_then(|cell| cell.count.value).unwrap_or(0)
        };
        let feature = |place: &&str| {
            let (all, men) = (at(place, None), at(place, Some("MALE")));
            let rest = if all > 0 && men > 0 { (all - men).clamp(-6, 10) / 2 } else { 99 };
            (rest, at(place, Some("FEMALE")) > 0)
        };
        let features: Vec<_> = municipalities.iter().map(feature).collect();
        let nothing = vec![NOTHING; women.len()];
        let (found, base) =
            (learned(&features, &women, &mut draw.clone()), learned(&nothing, &women, &mut draw.clone()));
        score.world();
        found.iter().zip(&base).for_each(|(found, base)| score.guess(found[0], base[0]));
    }
    score.found("(7) one to four women of an organisation alone in its municipality")
}
