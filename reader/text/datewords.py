"""Names of months and days of the week, in the languages of the word lists, by their English ones. Data only."""

from __future__ import annotations

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

MONTH_WORDS = (
    "january jan januar jänner januari janvier enero gennaio janeiro ene gen janv stycznia styczeń sty января "
    "январь янв січня січень січ ocak oca januára ledna leden ianuarie ian ιανουαρίου ιανουάριος ιαν tammikuuta "
    "tammikuu január يناير جانفي जनवरी ינואר",
    "february feb februar februari februarie février fevrier febrero febbraio fevereiro fev févr fevr lutego "
    "luty lut февраля февраль фев лютого лютий лют şubat şub února únor φεβρουαρίου φεβρουάριος φεβ helmikuuta "
    "helmikuu február febr فبراير شباط فيفري फरवरी फ़रवरी פברואר",
    "march mar märz maerz maart mars marzo março marco mrt mär marca marzec марта март мар березня березень бер "
    "mart března březen martie μαρτίου μάρτιος μαρ maaliskuuta maaliskuu március márc marts maret مارس آذار "
    "मार्च מרץ מרס",
    "april apr avril abril aprile avr abr kwietnia kwiecień kwi апреля апрель апр квітня квітень квіт кві nisan "
    "dubna duben aprilie απριλίου απρίλιος απρ huhtikuuta huhtikuu április ápr أبريل إبريل نيسان अप्रैल אפריל",
    "may mai mei mayo maggio maio mag maja maj май мая травня травень трав mayıs května květen μαΐου μάιος μαϊ "
    "toukokuuta toukokuu május máj مايو أيار ماي मई מאי",
    "june jun juni juin junio giugno junho giu czerwca czerwiec cze июня июнь июн червня червень черв чер "
    "haziran června červen iunie iun ιουνίου ιούνιος ιουν kesäkuuta kesäkuu június jún يونيو حزيران جوان जून "
    "יוני",
    "july jul juli juillet julio luglio julho juil lug lipca lipiec июля июль июл липня липень лип temmuz "
    "července červenec iulie iul ιουλίου ιούλιος ιουλ heinäkuuta heinäkuu július júl يوليو تموز جويلية जुलाई "
    "יולי",
    "august aug augustus août aout agosto ago sierpnia sierpień августа август авг серпня серпень серп ağustos "
    "ağu srpna srpen αυγούστου αύγουστος αυγ elokuuta elokuu augusztus agustus agu أغسطس آب أوت अगस्त אוגוסט",
    "september sep sept septembre septiembre settembre setembro set września wrzesień wrz сентября сентябрь сен "
    "сент вересня вересень вер eylül eyl září septembrie σεπτεμβρίου σεπτέμβριος σεπ σεπτ syyskuuta syyskuu "
    "szeptember szept سبتمبر أيلول सितंबर सितम्बर ספטמבר",
    "october oct oktober okt octobre octubre ottobre outubro ott out października październik paź октября "
    "октябрь окт жовтня жовтень жовт ekim eki října říjen octombrie οκτωβρίου οκτώβριος οκτ lokakuuta lokakuu "
    "október أكتوبر अक्टूबर अक्तूबर אוקטובר",
    "november nov novembre noviembre novembro listopada listopad ноября ноябрь ноя нояб листопада листопад лист "
    "kasım listopadu noiembrie νοεμβρίου νοέμβριος νοε marraskuuta marraskuu نوفمبر नवंबर नवम्बर נובמבר",
    "december dec dezember dez décembre decembre diciembre dicembre dezembro déc dic grudnia grudzień gru "
    "декабря декабрь дек грудня грудень груд aralık prosince prosinec decembrie δεκεμβρίου δεκέμβριος δεκ "
    "joulukuuta joulukuu desember ديسمبر दिसंबर दिसम्बर דצמבר",
)
"""The names of the twelve months: in full, as they stand beside a day, and short where nothing else is so called."""

ARABIC_PAIRS = (
    ("كانون الثاني", "يناير"),
    ("كانون الاول", "ديسمبر"),
    ("تشرين الاول", "اكتوبر"),
    ("تشرين الثاني", "نوفمبر"),
)
"""The months of the Levant that have names of two words, and their other names."""

WEEKDAY_WORDS = {
    "Monday": (
        "Monday Montag lundi lunes lunedì maandag segunda-feira poniedziałek понедельник понеділок Pazartesi "
        "hétfő pondělí Δευτέρα måndag mandag maanantai maanantaina الاثنين الإثنين सोमवार Senin"
    ),
    "Tuesday": (
        "Tuesday Dienstag mardi martes martedì dinsdag terça-feira wtorek вторник вівторок Salı kedd úterý marți "
        "Τρίτη tisdag tirsdag tiistai tiistaina الثلاثاء मंगलवार Selasa"
    ),
    "Wednesday": (
        "Wednesday Mittwoch mercredi miércoles mercoledì woensdag quarta-feira środa среда середа Çarşamba "
        "szerda středa miercuri Τετάρτη onsdag keskiviikko keskiviikkona الأربعاء बुधवार Rabu"
    ),
    "Thursday": (
        "Thursday Donnerstag jeudi jueves giovedì donderdag quinta-feira czwartek четверг четвер Perşembe "
        "csütörtök čtvrtek joi Πέμπτη torsdag torstai torstaina الخميس गुरुवार गुरूवार Kamis"
    ),
    "Friday": (
        "Friday Freitag vendredi viernes venerdì vrijdag sexta-feira piątek пятница п'ятниця п’ятниця Cuma "
        "péntek pátek vineri Παρασκευή fredag perjantai perjantaina الجمعة शुक्रवार Jumat"
    ),
    "Saturday": (
        "Saturday Samstag samedi sabato zaterdag sábado sobota суббота субота Cumartesi szombat sâmbătă Σάββατο "
        "lördag lørdag lauantai lauantaina السبت शनिवार Sabtu"
    ),
    "Sunday": (
        "Sunday Sonntag dimanche domenica zondag domingo niedziela воскресенье неділя Pazar vasárnap neděle "
        "duminică Κυριακή söndag søndag sunnuntai sunnuntaina الأحد रविवार Minggu"
    ),
}

SHORT_DAYS = (
    "mon tue tues wed thu thur thurs fri sat sun mo di mi do fr sa so lun mar mer jeu ven sam dim "
    "pon wt śr czw pt sob niedz пн вт ср чт пт сб вс нд tor fre lör søn lør"
)

NEVER_ALONE = frozenset({"Pazar", "joi", "kedd", "Rabu"})
"""Days of the week that are other words as well: they count beside a date only."""
