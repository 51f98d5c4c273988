"""Invented names: nothing generated can be taken for a claim about a real place or party."""

from store.model import ActorKind

FIRST = (
    ("Ain", "عين"),
    ("Bab", "باب"),
    ("Beit", "بيت"),
    ("Burj", "برج"),
    ("Deir", "دير"),
    ("Jabal", "جبل"),
    ("Jisr", "جسر"),
    ("Kafr", "كفر"),
    ("Khan", "خان"),
    ("Maarrat", "معرة"),
    ("Nahr", "نهر"),
    ("Qasr", "قصر"),
    ("Rasm", "رسم"),
    ("Tell", "تل"),
    ("Wadi", "وادي"),
)
"""What the name of a place begins with."""

SECOND = (
    ("Ghazal", "الغزال"),
    ("Hajar", "الحجر"),
    ("Joz", "الجوز"),
    ("Loz", "اللوز"),
    ("Milh", "الملح"),
    ("Nahl", "النحل"),
    ("Nakhil", "النخيل"),
    ("Qamar", "القمر"),
    ("Raml", "الرمل"),
    ("Rayhan", "الريحان"),
    ("Rih", "الريح"),
    ("Rumman", "الرمان"),
    ("Sanobar", "الصنوبر"),
    ("Shams", "الشمس"),
    ("Sifsaf", "الصفصاف"),
    ("Thalj", "الثلج"),
    ("Tin", "التين"),
    ("Warda", "الوردة"),
    ("Yasmin", "الياسمين"),
    ("Zeitoun", "الزيتون"),
)
"""What it ends with; actors are called after these too."""

ACTORS: tuple[tuple[ActorKind, str, str, int], ...] = (
    ("state forces", "Army of {}", "جيش {}", 2),
    ("rebel group", "{} Brigade", "لواء {}", 7),
    ("political militia", "{} Guard", "حرس {}", 5),
    ("external forces", "{} Expeditionary Corps", "فيلق {}", 3),
    ("civilians", "People of {}", "أهالي {}", 1),
    ("monitor", "{} Observatory", "مرصد {}", 4),
    ("IGO", "{} Conference", "مؤتمر {}", 2),
    ("NGO", "{} Relief", "إغاثة {}", 4),
    ("media", "{} Agency", "وكالة {}", 6),
    ("government body", "{} Ministry of Defence", "وزارة دفاع {}", 3),
    ("political body", "{} Council", "مجلس {}", 2),
    ("activists", "{} Coordination Committee", "تنسيقية {}", 1),
)
"""Kind, names in English and Arabic, and how many there are: forty in all."""

LOOKS = (
    ("vermillion", "■"),
    ("sky-blue", "▲"),
    ("reddish-purple", "●"),
    ("bluish-green", "◆"),
    ("blue", "▼"),
    ("yellow", "★"),
)
"""Colour and mark of the factions that stand first."""
