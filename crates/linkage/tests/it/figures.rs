//! Figures written to a file and read again: the same, or refused with the figure's name.

use faisceau_linkage::{Figures, Kind};

#[test]
fn figures_are_read_back_as_they_were_written() {
    let mut figures = Figures::third();
    figures.version = 7;
    figures.kinds.get_mut(Kind::Iban).groups.divided = -12;
    let written = toml::to_string(&figures).unwrap();
    assert_eq!(toml::from_str::<Figures>(&written).unwrap(), figures);
    assert_eq!(figures.check(), Ok(()));
}

#[test]
fn a_field_or_kind_too_many_or_too_few_is_named() {
    let written = toml::to_string(&Figures::third()).unwrap();
    let refused = |text: &str| toml::from_str::<Figures>(text).unwrap_err().to_string();
    for (changed, why) in [
        (format!("colour = 1\n{written}"), "unknown field `colour`"),
        (
            written.replace("unsaid = ", "said = "),
            "unknown field `said`",
        ),
        (
            written.replace("[kinds.phone", "[kinds.telephone"),
            "the kind `phone` is missing",
        ),
        (format!("{written}\n[kinds.fax]\n"), "missing field `hard`"),
    ] {
        let told = refused(&changed);
        assert!(told.contains(why), "{why} is missing of {told}");
    }
}

#[test]
fn figures_that_cannot_be_obeyed_are_refused_by_name() {
    let spoilt = |spoil: fn(&mut Figures)| {
        let mut figures = Figures::third();
        spoil(&mut figures);
        figures.check().map_err(|refused| refused.0)
    };
    assert_eq!(spoilt(|f| f.window[0] = 0), Err("window"));
    assert_eq!(spoilt(|f| f.arrival = [5, 4]), Err("arrival"));
    assert_eq!(spoilt(|f| f.established = 1), Err("established"));
    assert_eq!(spoilt(|f| f.sample = 0), Err("sample"));
    assert_eq!(
        spoilt(|f| f.kinds.get_mut(Kind::Url).prior = i32::MAX),
        Err("kinds")
    );
    assert_eq!(spoilt(|f| f.alike[0].fixed = i32::MIN), Err("alike"));
    assert_eq!(spoilt(|f| f.headings[1] = i32::MAX), Err("weights"));
}
