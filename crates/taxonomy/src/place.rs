//! Places: which municipalities make up a region, a county or a NUTS area on a given day.
//!
//! Sub-regional councils do not follow county borders, so a region is a set of municipalities with dates, never a
//! level between municipality and county.

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::{
    concept::Concept,
    list::{ancestors, list, lookup},
    load,
    scheme::Scheme,
    table::{date, rows},
};

/// A municipality, or a county as a whole, belongs to a region.
struct Membership {
    region: &'static str,
    scheme: Scheme,
    member: &'static str,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

impl Membership {
    fn holds(&self, municipality: &Concept, on: NaiveDate) -> bool {
        let is_member = match self.scheme {
            Scheme::County => municipality.parent == Some(self.member),
            _ => municipality.code == self.member,
        };
        is_member && self.from.is_none_or(|from| from <= on) && self.to.is_none_or(|to| on <= to)
    }
}

static MEMBERSHIPS: LazyLock<Vec<Membership>> = LazyLock::new(|| {
    let membership = |row: crate::table::Row| Membership {
        region: row[0],
        scheme: if row[3] == Scheme::County.as_str() { Scheme::County } else { Scheme::Municipality },
        member: row[4],
        from: date(row[5]),
        to: date(row[6]),
    };
    rows(load::REGIONS).map(membership).collect()
});

/// Every municipality in force on the day, those that have since ended included.
fn municipalities(on: NaiveDate) -> impl Iterator<Item = &'static Concept> {
    list(Scheme::Municipality).concepts.iter().filter(move |concept| concept.is_valid_on(on))
}

/// The codes of the municipalities that made up the region on the day; empty for an unknown region.
pub fn region_municipalities(code: &str, on: NaiveDate) -> Vec<&'static str> {
    let memberships: Vec<&Membership> = MEMBERSHIPS.iter().filter(|membership| membership.region == code).collect();
    let is_member = |place: &Concept| memberships.iter().any(|membership| membership.holds(place, on));
    municipalities(on).filter(|place| is_member(place)).map(|place| place.code).collect()
}

/// The codes of the regions the municipality belonged to on the day: often one of sub-regional and one of county size.
pub fn regions_of(municipality: &str, on: NaiveDate) -> Vec<&'static str> {
    let Some(place) = lookup(Scheme::Municipality, municipality).filter(|place| place.is_valid_on(on)) else {
        return Vec::new();
    };
    MEMBERSHIPS.iter().filter(|membership| membership.holds(place, on)).map(|membership| membership.region).collect()
}

/// The codes of the municipalities within any place on the day: a municipality itself, a county, a NUTS area, a region
/// or an ESF region (`NATIONAL` is the whole country). Empty for an unknown code or a scheme that is no place.
pub fn municipalities_of(scheme: Scheme, code: &str, on: NaiveDate) -> Vec<&'static str> {
    let within = match scheme {
        Scheme::Region => return region_municipalities(code, on),
        Scheme::EsfRegion if code == "NATIONAL" => return municipalities(on).map(|place| place.code).collect(),
        Scheme::EsfRegion => Scheme::Nuts2,
        Scheme::Municipality => {
            return municipalities(on).filter(|place| place.code == code).map(|place| place.code).collect();
        }
        Scheme::County | Scheme::Nuts1 | Scheme::Nuts2 | Scheme::Nuts3 => scheme,
        _ => return Vec::new(),
    };
    let is_within = |place: &&Concept| {
        ancestors(Scheme::Municipality, place.code).iter().any(|area| area.scheme == within && area.code == code)
    };
    municipalities(on).filter(is_within).map(|place| place.code).collect()
}

/// Län: the county a municipality lies in.
pub fn county_of(municipality: &str) -> Option<&'static Concept> {
    lookup(Scheme::Municipality, municipality)?.broader()
}

/// The NUTS 3 area that is a county; its [`Concept::broader`] is the NUTS 2 area.
pub fn nuts3_of_county(county: &str) -> Option<&'static Concept> {
    lookup(Scheme::County, county)?.broader()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::list::all;

    fn day(year: i32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, 6, 1).expect("a date")
    }

    #[test]
    fn kungsbacka_is_in_the_gothenburg_region_but_not_in_its_county() {
        let region = region_municipalities("GOTEBORGSREGIONEN", day(2020));
        assert_eq!(region.len(), 13);
        assert!(region.contains(&"1384"));
        assert_eq!(county_of("1384").map(|county| county.code), Some("13"));
        assert_eq!(regions_of("1384", day(2020)), ["GOTEBORGSREGIONEN", "HALLAND"]);
        assert!(!region_municipalities("VASTRA_GOTALAND", day(2020)).contains(&"1384"));
    }

    #[test]
    fn the_four_sub_regions_part_vastra_gotaland_between_them() {
        let mut parts: Vec<&str> = ["GOTEBORGSREGIONEN", "FYRBODAL", "SKARABORG", "SJUHARAD"]
            .iter()
            .flat_map(|region| region_municipalities(region, day(2020)))
            .filter(|code| *code != "1384")
            .collect();
        assert_eq!(parts.len(), 49);
        parts.sort_unstable();
        assert_eq!(parts, region_municipalities("VASTRA_GOTALAND", day(2020)));
    }

    #[test]
    fn a_region_is_a_set_with_dates() {
        let vastmanland = |year| region_municipalities("VASTMANLAND", day(year));
        assert!(vastmanland(2006).contains(&"1917") && !vastmanland(2007).contains(&"1917"));
        assert_eq!(vastmanland(2020).len(), 10);
        assert!(region_municipalities("UPPSALA", day(2007)).contains(&"0331"));
        assert!(!region_municipalities("UPPSALA", day(2006)).contains(&"0331"));
        assert!(region_municipalities("VASTRA_GOTALAND", day(1997)).is_empty());
        assert!(region_municipalities("UNKNOWN", day(2020)).is_empty());
        assert!(regions_of("1917", day(2020)).is_empty());
        assert_eq!(regions_of("1917", day(2006)), ["VASTMANLAND"]);
    }

    #[test]
    fn every_member_exists_and_every_municipality_has_a_county_region() {
        for membership in MEMBERSHIPS.iter() {
            assert!(lookup(membership.scheme, membership.member).is_some(), "{}", membership.member);
            assert!(lookup(Scheme::Region, membership.region).is_some());
        }
        let counties: HashSet<_> =
            MEMBERSHIPS.iter().filter(|m| m.scheme == Scheme::County).map(|m| m.member).collect();
        assert_eq!(counties.len(), 21);
        for place in all(Scheme::Municipality) {
            assert!(place.parent.is_some_and(|county| place.code.starts_with(county)), "{place:?}");
        }
    }

    #[test]
    fn any_place_is_a_set_of_municipalities() {
        let count = |scheme, code| municipalities_of(scheme, code, day(2020)).len();
        assert_eq!(count(Scheme::County, "14"), 49);
        assert_eq!(count(Scheme::Nuts2, "SE23"), 55);
        assert_eq!(count(Scheme::EsfRegion, "SE23"), 55);
        assert_eq!(count(Scheme::EsfRegion, "NATIONAL"), 290);
        assert_eq!(count(Scheme::Region, "SKARABORG"), 15);
        assert_eq!(count(Scheme::Municipality, "1480"), 1);
        assert_eq!(count(Scheme::Municipality, "1917"), 0);
        assert_eq!(count(Scheme::Skill, "14"), 0);
        let whole: usize = ["SE1", "SE2", "SE3"].into_iter().map(|code| count(Scheme::Nuts1, code)).sum();
        assert_eq!(whole, 290);
    }

    #[test]
    fn counties_are_nuts_3_areas() {
        let nuts = nuts3_of_county("18").expect("Örebro");
        assert_eq!((nuts.code, nuts.parent), ("SE124", Some("SE12")));
        assert_eq!(all(Scheme::County).iter().filter(|county| nuts3_of_county(county.code).is_none()).count(), 0);
    }
}
