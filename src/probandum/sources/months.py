"""Names of months and days of the week in the languages whose date lines are read."""

from __future__ import annotations

_NAMES = (
    # English, German, Dutch
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber maerz apr mai juni juli aug sept okt nov dez",
    "januari februari maart april mei juni juli augustus september oktober november december",
    # French, Spanish, Italian, Portuguese
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago sep oct nov dic",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    # Russian, Ukrainian, Polish: in the case that follows a day
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
    "grudnia",
)

MONTHS: dict[str, int] = {
    name: number for names in _NAMES for number, name in enumerate(names.split(), start=1)
}
"""From the name of a month, in lower case without a full stop, to its number."""

WEEKDAYS: frozenset[str] = frozenset(
    " ".join(
        (
            "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs",
            "fri sat sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di",
            "mi do fr sa so maandag dinsdag woensdag donderdag vrijdag zaterdag zondag lundi mardi",
            "mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado",
            "domingo lunedì martedì mercoledì giovedì venerdì sabato domenica понедельник вторник",
            "среда четверг пятница суббота воскресенье",
        )
    ).split()
)
"""Names of days of the week, in lower case without a full stop."""
