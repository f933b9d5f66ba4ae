#include "common/racf/irrdbu00/layout.hpp"

#include <algorithm>

namespace ptkt::irrdbu00 {

namespace {

// One table a record, in the order of the columns. Between two columns stands one blank.
constexpr Column kGroup[] = {
    {"GPBD_NAME", 6, 13, Kind::Text},           {"GPBD_SUPGRP_ID", 15, 22, Kind::Text},
    {"GPBD_CREATE_DATE", 24, 33, Kind::Date},   {"GPBD_OWNER_ID", 35, 42, Kind::Text},
    {"GPBD_UACC", 44, 51, Kind::Text},          {"GPBD_NOTERMUACC", 53, 56, Kind::Flag},
    {"GPBD_INSTALL_DATA", 58, 312, Kind::Text}, {"GPBD_MODEL", 314, 357, Kind::Text},
    {"GPBD_UNIVERSAL", 359, 362, Kind::Flag},
};
constexpr Column kSubgroup[] = {
    {"GPSGRP_NAME", 6, 13, Kind::Text},
    {"GPSGRP_SUBGRP_ID", 15, 22, Kind::Text},
};
constexpr Column kMember[] = {
    {"GPMEM_NAME", 6, 13, Kind::Text},
    {"GPMEM_MEMBER_ID", 15, 22, Kind::Text},
    {"GPMEM_AUTH", 24, 31, Kind::Text},
};
constexpr Column kGroupOmvs[] = {
    {"GPOMVS_NAME", 6, 13, Kind::Text},
    {"GPOMVS_GID", 15, 24, Kind::Number},
};
constexpr Column kUser[] = {
    {"USBD_NAME", 6, 13, Kind::Text},
    {"USBD_CREATE_DATE", 15, 24, Kind::Date},
    {"USBD_OWNER_ID", 26, 33, Kind::Text},
    {"USBD_ADSP", 35, 38, Kind::Flag},
    {"USBD_SPECIAL", 40, 43, Kind::Flag},
    {"USBD_OPER", 45, 48, Kind::Flag},
    {"USBD_REVOKE", 50, 53, Kind::Flag},
    {"USBD_GRPACC", 55, 58, Kind::Flag},
    {"USBD_PWD_INTERVAL", 60, 62, Kind::Number},
    {"USBD_PWD_DATE", 64, 73, Kind::Date},
    {"USBD_PROGRAMMER", 75, 94, Kind::Text},
    {"USBD_DEFGRP_ID", 96, 103, Kind::Text},
    {"USBD_LASTJOB_TIME", 105, 112, Kind::Time},
    {"USBD_LASTJOB_DATE", 114, 123, Kind::Date},
    {"USBD_INSTALL_DATA", 125, 379, Kind::Text},
    {"USBD_UAUDIT", 381, 384, Kind::Flag},
    {"USBD_AUDITOR", 386, 389, Kind::Flag},
    {"USBD_NOPWD", 391, 394, Kind::Text},
    {"USBD_OIDCARD", 396, 399, Kind::Flag},
    {"USBD_PWD_GEN", 401, 403, Kind::Number},
    {"USBD_REVOKE_CNT", 405, 407, Kind::Number},
    {"USBD_MODEL", 409, 452, Kind::Text},
    {"USBD_SECLEVEL", 454, 456, Kind::Number},
    {"USBD_REVOKE_DATE", 458, 467, Kind::Date},
    {"USBD_RESUME_DATE", 469, 478, Kind::Date},
    {"USBD_ACCESS_SUN", 480, 483, Kind::Flag},
    {"USBD_ACCESS_MON", 485, 488, Kind::Flag},
    {"USBD_ACCESS_TUE", 490, 493, Kind::Flag},
    {"USBD_ACCESS_WED", 495, 498, Kind::Flag},
    {"USBD_ACCESS_THU", 500, 503, Kind::Flag},
    {"USBD_ACCESS_FRI", 505, 508, Kind::Flag},
    {"USBD_ACCESS_SAT", 510, 513, Kind::Flag},
    {"USBD_START_TIME", 515, 522, Kind::Time},
    {"USBD_END_TIME", 524, 531, Kind::Time},
    {"USBD_SECLABEL", 533, 540, Kind::Text},
    {"USBD_ATTRIBS", 542, 549, Kind::Text},
    {"USBD_PWDENV_EXISTS", 551, 554, Kind::Flag},
    {"USBD_PWD_ASIS", 556, 559, Kind::Flag},
    {"USBD_PHR_DATE", 561, 570, Kind::Date},
    {"USBD_PHR_GEN", 572, 574, Kind::Number},
    {"USBD_CERT_SEQN", 576, 585, Kind::Number},
    {"USBD_PPHENV_EXISTS", 587, 590, Kind::Flag},
    {"USBD_PWD_ALG", 592, 603, Kind::Text},
    {"USBD_LEG_PWDHIST_CT", 605, 607, Kind::Number},
    {"USBD_XPW_PWDHIST_CT", 609, 611, Kind::Number},
    {"USBD_PHR_ALG", 613, 624, Kind::Text},
    {"USBD_LEG_PHRHIST_CT", 626, 628, Kind::Number},
    {"USBD_XPW_PHRHIST_CT", 630, 632, Kind::Number},
    {"USBD_ROAUDIT", 634, 637, Kind::Flag},
    {"USBD_MFA_FALLBACK", 639, 642, Kind::Flag},
    {"USBD_PHR_INTERVAL", 644, 648, Kind::Text},
};
constexpr Column kUserClass[] = {
    {"USCLA_NAME", 6, 13, Kind::Text},
    {"USCLA_CLASS", 15, 22, Kind::Text},
};
constexpr Column kUserGroup[] = {
    {"USGCON_NAME", 6, 13, Kind::Text},
    {"USGCON_GRP_ID", 15, 22, Kind::Text},
};
constexpr Column kConnection[] = {
    {"USCON_NAME", 6, 13, Kind::Text},           {"USCON_GRP_ID", 15, 22, Kind::Text},
    {"USCON_CONNECT_DATE", 24, 33, Kind::Date},  {"USCON_OWNER_ID", 35, 42, Kind::Text},
    {"USCON_LASTCON_TIME", 44, 51, Kind::Time},  {"USCON_LASTCON_DATE", 53, 62, Kind::Date},
    {"USCON_UACC", 64, 71, Kind::Text},          {"USCON_INIT_CNT", 73, 77, Kind::Number},
    {"USCON_GRP_ADSP", 79, 82, Kind::Flag},      {"USCON_GRP_SPECIAL", 84, 87, Kind::Flag},
    {"USCON_GRP_OPER", 89, 92, Kind::Flag},      {"USCON_REVOKE", 94, 97, Kind::Flag},
    {"USCON_GRP_ACC", 99, 102, Kind::Flag},      {"USCON_NOTERMUACC", 104, 107, Kind::Flag},
    {"USCON_GRP_AUDIT", 109, 112, Kind::Flag},   {"USCON_REVOKE_DATE", 114, 123, Kind::Date},
    {"USCON_RESUME_DATE", 125, 134, Kind::Date},
};
constexpr Column kUserTso[] = {
    {"USTSO_NAME", 6, 13, Kind::Text},
    {"USTSO_ACCOUNT", 15, 54, Kind::Text},
    {"USTSO_COMMAND", 56, 135, Kind::Text},
    {"USTSO_DEST", 137, 144, Kind::Text},
    {"USTSO_HOLD_CLASS", 146, 146, Kind::Text},
    {"USTSO_JOB_CLASS", 148, 148, Kind::Text},
    {"USTSO_LOGON_PROC", 150, 157, Kind::Text},
    {"USTSO_LOGON_SIZE", 159, 168, Kind::Number},
    {"USTSO_MSG_CLASS", 170, 170, Kind::Text},
    {"USTSO_LOGON_MAX", 172, 181, Kind::Number},
    {"USTSO_PERF_GROUP", 183, 192, Kind::Number},
    {"USTSO_SYSOUT_CLASS", 194, 194, Kind::Text},
    {"USTSO_USER_DATA", 196, 203, Kind::Text},
    {"USTSO_UNIT_NAME", 205, 212, Kind::Text},
    {"USTSO_SECLABEL", 214, 221, Kind::Text},
};
constexpr Column kUserOmvs[] = {
    {"USOMVS_NAME", 6, 13, Kind::Text},
    {"USOMVS_UID", 15, 24, Kind::Number},
    {"USOMVS_HOME_PATH", 26, 1048, Kind::Text},
    {"USOMVS_PROGRAM", 1050, 2072, Kind::Text},
    {"USOMVS_CPUTIMEMAX", 2074, 2083, Kind::Number},
    {"USOMVS_ASSIZEMAX", 2085, 2094, Kind::Number},
    {"USOMVS_FILEPROCMAX", 2096, 2105, Kind::Number},
    {"USOMVS_PROCUSERMAX", 2107, 2116, Kind::Number},
    {"USOMVS_THREADSMAX", 2118, 2127, Kind::Number},
    {"USOMVS_MMAPAREAMAX", 2129, 2138, Kind::Number},
    {"USOMVS_MEMLIMIT", 2140, 2148, Kind::Text},
    {"USOMVS_SHMEMAX", 2150, 2158, Kind::Text},
};
constexpr Column kResource[] = {
    {"GRBD_NAME", 6, 251, Kind::Text},
    {"GRBD_CLASS_NAME", 253, 260, Kind::Text},
    {"GRBD_GENERIC", 262, 265, Kind::Flag},
    {"GRBD_CLASS", 267, 269, Kind::Number},
    {"GRBD_CREATE_DATE", 271, 280, Kind::Date},
    {"GRBD_OWNER_ID", 282, 289, Kind::Text},
    {"GRBD_LASTREF_DATE", 291, 300, Kind::Date},
    {"GRBD_LASTCHG_DATE", 302, 311, Kind::Date},
    {"GRBD_ALTER_CNT", 313, 317, Kind::Number},
    {"GRBD_CONTROL_CNT", 319, 323, Kind::Number},
    {"GRBD_UPDATE_CNT", 325, 329, Kind::Number},
    {"GRBD_READ_CNT", 331, 335, Kind::Number},
    {"GRBD_UACC", 337, 344, Kind::Text},
    {"GRBD_AUDIT_LEVEL", 346, 353, Kind::Text},
    {"GRBD_LEVEL", 355, 357, Kind::Number},
    {"GRBD_GAUDIT_LEVEL", 359, 366, Kind::Text},
    {"GRBD_INSTALL_DATA", 368, 622, Kind::Text},
    {"GRBD_AUDIT_OKQUAL", 624, 631, Kind::Text},
    {"GRBD_AUDIT_FAQUAL", 633, 640, Kind::Text},
    {"GRBD_GAUDIT_OKQUAL", 642, 649, Kind::Text},
    {"GRBD_GAUDIT_FAQUAL", 651, 658, Kind::Text},
    {"GRBD_WARNING", 660, 663, Kind::Flag},
    {"GRBD_SINGLEDS", 665, 668, Kind::Flag},
    {"GRBD_AUTO", 670, 673, Kind::Flag},
    {"GRBD_TVTOC", 675, 678, Kind::Flag},
    {"GRBD_NOTIFY_ID", 680, 687, Kind::Text},
    {"GRBD_ACCESS_SUN", 689, 692, Kind::Flag},
    {"GRBD_ACCESS_MON", 694, 697, Kind::Flag},
    {"GRBD_ACCESS_TUE", 699, 702, Kind::Flag},
    {"GRBD_ACCESS_WED", 704, 707, Kind::Flag},
    {"GRBD_ACCESS_THU", 709, 712, Kind::Flag},
    {"GRBD_ACCESS_FRI", 714, 717, Kind::Flag},
    {"GRBD_ACCESS_SAT", 719, 722, Kind::Flag},
    {"GRBD_START_TIME", 724, 731, Kind::Time},
    {"GRBD_END_TIME", 733, 740, Kind::Time},
    {"GRBD_ZONE_OFFSET", 742, 746, Kind::Text},
    {"GRBD_ZONE_DIRECT", 748, 748, Kind::Text},
    {"GRBD_SECLEVEL", 750, 752, Kind::Number},
    {"GRBD_APPL_DATA", 754, 1008, Kind::Text},
    {"GRBD_SECLABEL", 1010, 1017, Kind::Text},
};
constexpr Column kResourceMember[] = {
    {"GRMEM_NAME", 6, 251, Kind::Text},           {"GRMEM_CLASS_NAME", 253, 260, Kind::Text},
    {"GRMEM_MEMBER", 262, 516, Kind::Text},       {"GRMEM_GLOBAL_ACC", 518, 525, Kind::Text},
    {"GRMEM_PADS_DATA", 527, 534, Kind::Text},    {"GRMEM_VOL_NAME", 536, 541, Kind::Text},
    {"GRMEM_VMEVENT_DATA", 543, 547, Kind::Text}, {"GRMEM_SECLEVEL", 549, 553, Kind::Number},
    {"GRMEM_CATEGORY", 555, 559, Kind::Number},
};
constexpr Column kResourceAccess[] = {
    {"GRACC_NAME", 6, 251, Kind::Text},           {"GRACC_CLASS_NAME", 253, 260, Kind::Text},
    {"GRACC_AUTH_ID", 262, 269, Kind::Text},      {"GRACC_ACCESS", 271, 278, Kind::Text},
    {"GRACC_ACCESS_CNT", 280, 284, Kind::Number},
};
constexpr Column kConditionalAccess[] = {
    {"GRCACC_NAME", 6, 251, Kind::Text},           {"GRCACC_CLASS_NAME", 253, 260, Kind::Text},
    {"GRCACC_CATYPE", 262, 269, Kind::Text},       {"GRCACC_CANAME", 271, 278, Kind::Text},
    {"GRCACC_AUTH_ID", 280, 287, Kind::Text},      {"GRCACC_ACCESS", 289, 296, Kind::Text},
    {"GRCACC_ACCESS_CNT", 298, 302, Kind::Number}, {"GRCACC_NET_ID", 304, 311, Kind::Text},
    {"GRCACC_CACRITERIA", 313, 556, Kind::Text},
};
constexpr Column kSsignon[] = {
    {"GRSIGN_NAME", 6, 251, Kind::Text},         {"GRSIGN_CLASS_NAME", 253, 260, Kind::Text},
    {"GRSIGN_PROTECTION", 262, 325, Kind::Text}, {"GRSIGN_KEY_LABEL", 327, 390, Kind::Text},
    {"GRSIGN_TYPE", 392, 403, Kind::Text},       {"GRSIGN_TIMEOUT", 405, 414, Kind::Number},
    {"GRSIGN_REPLAY", 416, 419, Kind::Flag},
};
constexpr Column kStartedTask[] = {
    {"GRST_NAME", 6, 251, Kind::Text},      {"GRST_CLASS_NAME", 253, 260, Kind::Text},
    {"GRST_USER_ID", 262, 269, Kind::Text}, {"GRST_GROUP_ID", 271, 278, Kind::Text},
    {"GRST_TRUSTED", 280, 283, Kind::Flag}, {"GRST_PRIVILEGED", 285, 288, Kind::Flag},
    {"GRST_TRACE", 290, 293, Kind::Flag},
};

constexpr Layout kLayouts[] = {
    {"0100", kGroup},          {"0101", kSubgroup},
    {"0102", kMember},         {"0120", kGroupOmvs},
    {"0200", kUser},           {"0202", kUserClass},
    {"0203", kUserGroup},      {"0205", kConnection},
    {"0220", kUserTso},        {"0270", kUserOmvs},
    {"0500", kResource},       {"0503", kResourceMember},
    {"0505", kResourceAccess}, {"0507", kConditionalAccess},
    {"0530", kSsignon},        {"0540", kStartedTask},
};

constexpr bool is_sound(const Layout& layout) {
    std::size_t last = layout.type.size();
    for (const Column& column : layout.columns) {
        if (column.start <= last + 1 || column.end < column.start) return false;
        last = column.end;
    }
    return layout.type.size() == 4;
}
static_assert(std::all_of(std::begin(kLayouts), std::end(kLayouts), is_sound));
static_assert(std::is_sorted(std::begin(kLayouts), std::end(kLayouts),
                             [](const Layout& a, const Layout& b) { return a.type < b.type; }));

}  // namespace

std::span<const Layout> layouts() {
    return kLayouts;
}

const Layout* find_layout(std::string_view type) {
    const auto found = std::find_if(std::begin(kLayouts), std::end(kLayouts),
                                    [&](const Layout& layout) { return layout.type == type; });
    return found == std::end(kLayouts) ? nullptr : found;
}

}  // namespace ptkt::irrdbu00
