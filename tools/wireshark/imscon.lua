-- The client protocol of IMS Connect (exits HWSSMPL0 and HWSSMPL1) in Wireshark and tshark: filter
-- fields imscon.*. A conversation is known by its first message; one whose beginning is not in the
-- capture is decoded with "Decode as", or with a port of the preferences.
--
-- The lists are written from those that the programs are built from; what follows them reads frames
-- by them. imscon-wire(7) explains the fields.

-- Begin of the lists, which write_wire_tables --lua prints.
local LARGEST = 10000000
local EXITS = { ["*SAMPLE*"] = "HWSSMPL0", ["*SAMPL1*"] = "HWSSMPL1" }
local PHRASE = "*PHRASE*"
local LAYOUTS = {
    { name = "IRM", id = "", length = 176, fields = {
        { name = "LLLL", abbr = "llll", at = 0, length = 4, arch = 0, kind = "number", label = "total length" },
        { name = "IRM_LEN", abbr = "irm_len", at = 4, length = 2, arch = 0, kind = "number", label = "length of the IRM" },
        { name = "IRM_ARCH", abbr = "irm_arch", at = 6, length = 1, arch = 0, kind = "byte", label = "level",
          values = { { 255, 0, "BASE", "base" }, { 255, 1, "REROUTE", "and reroute name, alternate client ID" }, { 255, 2, "XML", "and names for the XML adapter" }, { 255, 3, "CALLOUT", "and MOD name, correlation token" }, { 255, 4, "SESSION", "and session token" }, { 255, 5, "EXTENSIONS", "and extensions" } } },
        { name = "IRM_F0", abbr = "irm_f0", at = 7, length = 1, arch = 0, kind = "byte", label = "flags",
          values = { { 128, 128, "SYNONLY", "RESUME TPIPE: synchronous callout requests alone" }, { 64, 64, "SYNASYN", "RESUME TPIPE: those first, then asynchronous output" }, { 32, 32, "SYNCNAK", "NAK, but keep the message" }, { 16, 16, "NAKRSN", "IRM_NAK_RSNCDE has a reason" }, { 4, 4, "EXTENS", "there are extensions" }, { 2, 2, "XMLD", "XML, data" }, { 1, 1, "XMLTD", "XML, transaction code and data" } } },
        { name = "IRM_ID", abbr = "irm_id", at = 8, length = 8, arch = 0, kind = "text", label = "IRM_ID" },
        { name = "IRM_NAK_RSNCDE", abbr = "irm_nak_rsncde", at = 16, length = 2, arch = 0, kind = "number", label = "NAK reason" },
        { name = "IRM_RES1", abbr = "irm_res1", at = 18, length = 2, arch = 0, kind = "bytes", label = "reserved" },
        { name = "IRM_F5", abbr = "irm_f5", at = 20, length = 1, arch = 0, kind = "byte", label = "flags",
          values = { { 128, 128, "OTMAHDR", "the client has built the OTMA headers" }, { 64, 64, "TRANSLATED", "the client has translated the data" }, { 16, 16, "SINGLEWAIT", "RESUME TPIPE: one message, wait for it" }, { 8, 8, "XID", "an XID is carried" }, { 4, 4, "NOAUTO", "RESUME TPIPE: what is there, until the timer" }, { 2, 2, "AUTO", "RESUME TPIPE: what is there and what comes" }, { 1, 1, "SINGLE", "RESUME TPIPE: one message, do not wait" } } },
        { name = "IRM_TIMER", abbr = "irm_timer", at = 21, length = 1, arch = 0, kind = "byte", label = "timer",
          names = { [0] = "default", [1] = "0.01 s", [2] = "0.02 s", [3] = "0.03 s", [4] = "0.04 s", [5] = "0.05 s", [6] = "0.06 s", [7] = "0.07 s", [8] = "0.08 s", [9] = "0.09 s", [10] = "0.1 s", [11] = "0.11 s", [12] = "0.12 s", [13] = "0.13 s", [14] = "0.14 s", [15] = "0.15 s", [16] = "0.16 s", [17] = "0.17 s", [18] = "0.18 s", [19] = "0.19 s", [20] = "0.2 s", [21] = "0.21 s", [22] = "0.22 s", [23] = "0.23 s", [24] = "0.24 s", [25] = "0.25 s", [26] = "0.3 s", [27] = "0.35 s", [28] = "0.4 s", [29] = "0.45 s", [30] = "0.5 s", [31] = "0.55 s", [32] = "0.6 s", [33] = "0.65 s", [34] = "0.7 s", [35] = "0.75 s", [36] = "0.8 s", [37] = "0.85 s", [38] = "0.9 s", [39] = "0.95 s", [40] = "1 s", [41] = "2 s", [42] = "3 s", [43] = "4 s", [44] = "5 s", [45] = "6 s", [46] = "7 s", [47] = "8 s", [48] = "9 s", [49] = "10 s", [50] = "11 s", [51] = "12 s", [52] = "13 s", [53] = "14 s", [54] = "15 s", [55] = "16 s", [56] = "17 s", [57] = "18 s", [58] = "19 s", [59] = "20 s", [60] = "21 s", [61] = "22 s", [62] = "23 s", [63] = "24 s", [64] = "25 s", [65] = "26 s", [66] = "27 s", [67] = "28 s", [68] = "29 s", [69] = "30 s", [70] = "31 s", [71] = "32 s", [72] = "33 s", [73] = "34 s", [74] = "35 s", [75] = "36 s", [76] = "37 s", [77] = "38 s", [78] = "39 s", [79] = "40 s", [80] = "41 s", [81] = "42 s", [82] = "43 s", [83] = "44 s", [84] = "45 s", [85] = "46 s", [86] = "47 s", [87] = "48 s", [88] = "49 s", [89] = "50 s", [90] = "51 s", [91] = "52 s", [92] = "53 s", [93] = "54 s", [94] = "55 s", [95] = "56 s", [96] = "57 s", [97] = "58 s", [98] = "59 s", [99] = "60 s", [100] = "2 min", [101] = "3 min", [102] = "4 min", [103] = "5 min", [104] = "6 min", [105] = "7 min", [106] = "8 min", [107] = "9 min", [108] = "10 min", [109] = "11 min", [110] = "12 min", [111] = "13 min", [112] = "14 min", [113] = "15 min", [114] = "16 min", [115] = "17 min", [116] = "18 min", [117] = "19 min", [118] = "20 min", [119] = "21 min", [120] = "22 min", [121] = "23 min", [122] = "24 min", [123] = "25 min", [124] = "26 min", [125] = "27 min", [126] = "28 min", [127] = "29 min", [128] = "30 min", [129] = "31 min", [130] = "32 min", [131] = "33 min", [132] = "34 min", [133] = "35 min", [134] = "36 min", [135] = "37 min", [136] = "38 min", [137] = "39 min", [138] = "40 min", [139] = "41 min", [140] = "42 min", [141] = "43 min", [142] = "44 min", [143] = "45 min", [144] = "46 min", [145] = "47 min", [146] = "48 min", [147] = "49 min", [148] = "50 min", [149] = "51 min", [150] = "52 min", [151] = "53 min", [152] = "54 min", [153] = "55 min", [154] = "56 min", [155] = "57 min", [156] = "58 min", [157] = "59 min", [158] = "60 min", [233] = "no-wait", [255] = "forever" } },
        { name = "IRM_SOCT", abbr = "irm_soct", at = 22, length = 1, arch = 0, kind = "byte", label = "socket",
          values = { { 255, 0, "TRANSACTION", "closed after the transaction" }, { 255, 16, "PERSISTENT", "stays open" }, { 255, 64, "NONPERSISTENT", "not for HWSSMPL0 and HWSSMPL1" } } },
        { name = "IRM_ES", abbr = "irm_es", at = 23, length = 1, arch = 0, kind = "byte", label = "Unicode scheme",
          values = { { 255, 0, "NONE", "none is named" }, { 255, 1, "UTF-8", "UTF-8" }, { 255, 2, "UTF-16", "UTF-16" } } },
        { name = "IRM_CLIENTID", abbr = "irm_clientid", at = 24, length = 8, arch = 0, kind = "text", label = "client id" },
        { name = "IRM_F1", abbr = "irm_f1", at = 32, length = 1, arch = 0, kind = "byte", label = "flags",
          values = { { 128, 128, "MFSREQ", "return the MFS MOD name (RMM)" }, { 64, 64, "CIDREQ", "return the client ID (CID)" }, { 32, 32, "UC", "the data are Unicode, in the scheme of IRM_ES" }, { 16, 16, "UCTC", "the transaction code as well" }, { 4, 4, "SOARSP", "no text in the answer to SNDONLYA" }, { 2, 2, "NOWAIT", "ACK of CM0: no answer is waited for" }, { 1, 1, "TRNEXP", "the transaction expires" } } },
        { name = "IRM_F2", abbr = "irm_f2", at = 33, length = 1, arch = 0, kind = "byte", label = "commit mode",
          values = { { 64, 64, "CM0", "commit mode 0, commit then send" }, { 32, 32, "CM1", "commit mode 1, send then commit" }, { 2, 2, "SENDALTP", "output of an alternate PCB as well" }, { 1, 1, "GENCID", "make a client ID where this one is in use" } } },
        { name = "IRM_F3", abbr = "irm_f3", at = 34, length = 1, arch = 0, kind = "byte", label = "sync level and flags",
          values = { { 128, 128, "CANCID", "end the older session with this client ID" }, { 64, 64, "DFS2082", "tell when the program does not reply" }, { 32, 32, "IPURG", "ignore PURG: one output of several segments" }, { 16, 16, "ORDER", "send-only in order" }, { 8, 8, "REROUT", "reroute output that cannot be delivered" }, { 4, 4, "PURGE", "purge output that cannot be delivered" }, { 3, 0, "NONE", "sync level none" }, { 3, 1, "CONFIRM", "sync level confirm" }, { 3, 2, "SYNCPT", "sync level syncpt" } } },
        { name = "IRM_F4", abbr = "irm_f4", at = 35, length = 1, arch = 0, kind = "byte", label = "kind of message",
          names = { [0] = "SENDRECV", [32] = "SENDRECV", [64] = "SENDRECV", [65] = "ACK", [67] = "CANTIMER", [68] = "DEALLOC", [74] = "SNDONLYE", [75] = "SNDONLYA", [76] = "SYNRESPA", [77] = "SYNRESP", [78] = "NAK", [82] = "RESUMET", [83] = "SENDONLY", [193] = "ACK", [195] = "CANTIMER", [196] = "DEALLOC", [209] = "SNDONLYE", [210] = "SNDONLYA", [211] = "SYNRESPA", [212] = "SYNRESP", [213] = "NAK", [217] = "RESUMET", [226] = "SENDONLY" } },
        { name = "IRM_TRNCOD", abbr = "irm_trncod", at = 36, length = 8, arch = 0, kind = "text", label = "transaction code" },
        { name = "IRM_IMSDESTID", abbr = "irm_imsdestid", at = 44, length = 8, arch = 0, kind = "text", label = "data store id" },
        { name = "IRM_LTERM", abbr = "irm_lterm", at = 52, length = 8, arch = 0, kind = "text", label = "LTERM name" },
        { name = "IRM_RACF_USERID", abbr = "irm_racf_userid", at = 60, length = 8, arch = 0, kind = "text", label = "user id" },
        { name = "IRM_RACF_GRPNAME", abbr = "irm_racf_grpname", at = 68, length = 8, arch = 0, kind = "text", label = "group name" },
        { name = "IRM_RACF_PW", abbr = "irm_racf_pw", at = 76, length = 8, arch = 0, kind = "password", label = "password" },
        { name = "IRM_APPL_NM", abbr = "irm_appl_nm", at = 84, length = 8, arch = 0, kind = "text", label = "application name" },
        { name = "IRM_REROUT_NM", abbr = "irm_rerout_nm", at = 92, length = 8, arch = 1, kind = "text", label = "reroute name" },
        { name = "IRM_TAG_ADAPT", abbr = "irm_tag_adapt", at = 100, length = 8, arch = 2, kind = "text", label = "XML adapter name" },
        { name = "IRM_TAG_MAP", abbr = "irm_tag_map", at = 108, length = 8, arch = 2, kind = "text", label = "XML map name" },
        { name = "IRM_MODNAME", abbr = "irm_modname", at = 116, length = 8, arch = 3, kind = "text", label = "MOD name" },
        { name = "IRM_CORTKN", abbr = "irm_cortkn", at = 124, length = 40, arch = 3, kind = "bytes", label = "correlation token" },
        { name = "IRM_SESTKN", abbr = "irm_sestkn", at = 164, length = 8, arch = 4, kind = "bytes", label = "session token" },
        { name = "IRM_EXTN_OFF", abbr = "irm_extn_off", at = 172, length = 2, arch = 5, kind = "number", label = "offset of the extensions" },
        { name = "IRM_EXTN_RES", abbr = "irm_extn_res", at = 174, length = 2, arch = 5, kind = "bytes", label = "reserved" },
    } },
    { name = "extension", id = "", length = 12, fields = {
        { name = "LL", abbr = "extension.ll", at = 0, length = 2, arch = 0, kind = "number", label = "length" },
        { name = "ZZ", abbr = "extension.zz", at = 2, length = 2, arch = 0, kind = "bytes", label = "zero" },
        { name = "ID", abbr = "extension.id", at = 4, length = 8, arch = 0, kind = "text", label = "id of the structure" },
        { name = "DATA", abbr = "extension.data", at = 12, length = 0, arch = 0, kind = "bytes", label = "data" },
    } },
    { name = "segment", id = "", length = 4, fields = {
        { name = "LL", abbr = "segment.ll", at = 0, length = 2, arch = 0, kind = "number", label = "length" },
        { name = "ZZ", abbr = "segment.zz", at = 2, length = 2, arch = 0, kind = "bytes", label = "zero" },
        { name = "DATA", abbr = "segment.data", at = 4, length = 0, arch = 0, kind = "text", label = "data" },
    } },
    { name = "RMM", id = "*REQMOD*", length = 20, fields = {
        { name = "LL", abbr = "rmm.ll", at = 0, length = 2, arch = 0, kind = "number", label = "length" },
        { name = "ZZ", abbr = "rmm.zz", at = 2, length = 2, arch = 0, kind = "bytes", label = "zero" },
        { name = "ID", abbr = "rmm.id", at = 4, length = 8, arch = 0, kind = "text", label = "id of the structure" },
        { name = "RMM_MOD", abbr = "rmm_mod", at = 12, length = 8, arch = 0, kind = "text", label = "MOD name" },
    } },
    { name = "CID", id = "*GENCID*", length = 20, fields = {
        { name = "LL", abbr = "cid.ll", at = 0, length = 2, arch = 0, kind = "number", label = "length" },
        { name = "ZZ", abbr = "cid.zz", at = 2, length = 2, arch = 0, kind = "bytes", label = "zero" },
        { name = "ID", abbr = "cid.id", at = 4, length = 8, arch = 0, kind = "text", label = "id of the structure" },
        { name = "CID_CLIENTID", abbr = "cid_clientid", at = 12, length = 8, arch = 0, kind = "text", label = "client id" },
    } },
    { name = "COR", id = "*CORTKN*", length = 52, fields = {
        { name = "LL", abbr = "cor.ll", at = 0, length = 2, arch = 0, kind = "number", label = "length" },
        { name = "ZZ", abbr = "cor.zz", at = 2, length = 2, arch = 0, kind = "bytes", label = "zero" },
        { name = "ID", abbr = "cor.id", at = 4, length = 8, arch = 0, kind = "text", label = "id of the structure" },
        { name = "COR_LEN", abbr = "cor_len", at = 12, length = 2, arch = 0, kind = "number", label = "length of the token" },
        { name = "COR_REGION", abbr = "cor_region", at = 14, length = 2, arch = 0, kind = "number", label = "region id" },
        { name = "COR_IMSID", abbr = "cor_imsid", at = 16, length = 4, arch = 0, kind = "text", label = "IMS id" },
        { name = "COR_MEMTK", abbr = "cor_memtk", at = 20, length = 8, arch = 0, kind = "bytes", label = "member token" },
        { name = "COR_AWETK", abbr = "cor_awetk", at = 28, length = 8, arch = 0, kind = "bytes", label = "AWE token" },
        { name = "COR_TPIPE", abbr = "cor_tpipe", at = 36, length = 8, arch = 0, kind = "text", label = "tpipe" },
        { name = "COR_USERID", abbr = "cor_userid", at = 44, length = 8, arch = 0, kind = "text", label = "user id" },
    } },
    { name = "PING", id = "", length = 4, fields = {
        { name = "LL", abbr = "ping.ll", at = 0, length = 2, arch = 0, kind = "number", label = "length" },
        { name = "PING_FLG1", abbr = "ping_flg1", at = 2, length = 1, arch = 0, kind = "byte", label = "flags",
          values = { { 2, 2, "NETSEC", "network security data are taken" }, { 1, 1, "EXTENSIONS", "extensions are taken" } } },
        { name = "PING_FLG2", abbr = "ping_flg2", at = 3, length = 1, arch = 0, kind = "bytes", label = "reserved" },
        { name = "DATA", abbr = "ping.data", at = 4, length = 0, arch = 0, kind = "text", label = "data" },
    } },
    { name = "CSM", id = "*CSMOKY*", length = 12, fields = {
        { name = "LL", abbr = "csm.ll", at = 0, length = 2, arch = 0, kind = "number", label = "length" },
        { name = "CSM_FLG1", abbr = "csm_flg1", at = 2, length = 1, arch = 0, kind = "byte", label = "flags",
          values = { { 128, 128, "async-queued", "asynchronous output is queued" }, { 64, 64, "conversational", "in a conversation" }, { 32, 32, "ack-required", "an ACK or a NAK must follow" }, { 16, 16, "level", "CSM_PRLVL counts" } } },
        { name = "CSM_PRLVL", abbr = "csm_prlvl", at = 3, length = 1, arch = 0, kind = "byte", label = "protocol level",
          values = { { 255, 0, "BASE", "base" }, { 255, 2, "NOWAIT", "ACK of CM0 with NOWAIT is supported" }, { 255, 3, "RACFRC", "and an RSM has RACF's return code" } } },
        { name = "ID", abbr = "csm.id", at = 4, length = 8, arch = 0, kind = "text", label = "id of the structure" },
    } },
    { name = "RSM", id = "*REQSTS*", length = 20, fields = {
        { name = "LL", abbr = "rsm.ll", at = 0, length = 2, arch = 0, kind = "number", label = "length" },
        { name = "RSM_FLG1", abbr = "rsm_flg1", at = 2, length = 1, arch = 0, kind = "byte", label = "flags",
          values = { { 128, 128, "async-queued", "asynchronous output is queued" }, { 64, 64, "conversational", "in a conversation" }, { 32, 32, "ack-required", "an ACK or a NAK must follow" }, { 16, 16, "level", "CSM_PRLVL counts" } } },
        { name = "RSM_RACFRC", abbr = "rsm_racfrc", at = 3, length = 1, arch = 0, kind = "number", label = "RACF return code", codes = "racf" },
        { name = "ID", abbr = "rsm.id", at = 4, length = 8, arch = 0, kind = "text", label = "id of the structure" },
        { name = "RSM_RETCOD", abbr = "rsm_retcod", at = 12, length = 4, arch = 0, kind = "number", label = "return code", codes = "returns" },
        { name = "RSM_RSNCOD", abbr = "rsm_rsncod", at = 16, length = 4, arch = 0, kind = "number", label = "reason code", codes = "reasons" },
    } },
}
local CODES = {
    returns = {
        [4] = { "refused by the message exit", true },
        [8] = { "error found by IMS Connect", true },
        [12] = { "error from OTMA", true },
        [16] = { "OTMA sent a NAK", true },
        [20] = { "answer to a password change or a ping", false },
        [24] = { "error from SCI", true },
        [28] = { "error from OM", true },
        [32] = { "timer of the message expired, connection closed", false },
        [36] = { "default timer expired, connection closed", false },
        [40] = { "timer expired, connection kept", false },
        [44] = { "timer cancelled or data store gone, depending on the release", true },
    },
    reasons = {
        [4] = { "input larger than the buffer", true },
        [5] = { "negative length", true },
        [6] = { "IRM length not valid", true },
        [7] = { "total message length not valid", true },
        [8] = { "OTMA NAK without a code", true },
        [9] = { "content of the message not valid", true },
        [10] = { "output larger than the buffer", true },
        [11] = { "bad Unicode definition", true },
        [12] = { "no data", true },
        [16] = { "client not known", true },
        [20] = { "bad OTMA segment length", false },
        [24] = { "first segment of the chain missing", true },
        [28] = { "last segment of the chain missing", true },
        [32] = { "bad sequence number", false },
        [34] = { "context token not found", true },
        [36] = { "protocol error", false },
        [40] = { "security violation", false },
        [44] = { "message incomplete", true },
        [48] = { "wrong message length", true },
        [51] = { "no OTMA security header", true },
        [52] = { "bad security data in the OTMA header", true },
        [53] = { "no password", true },
        [54] = { "no user id", true },
        [55] = { "neither user id nor password", true },
        [56] = { "client id in use", true },
        [57] = { "internal error: token", true },
        [58] = { "internal error: state", true },
        [59] = { "timer cancelled", true },
        [70] = { "component not found", true },
        [71] = { "function not found", true },
        [72] = { "data store not found", true },
        [73] = { "IMS Connect is shutting down", true },
        [74] = { "data store or IMSplex stopping or gone", true },
        [75] = { "communication error with the data store", true },
        [76] = { "data store or IMSplex stopped by command", true },
        [77] = { "communication error while the client waited", true },
        [78] = { "security call failed, see the console", true },
        [79] = { "IMS Connect protocol error", true },
        [80] = { "IMSplex not active", true },
        [81] = { "resume tpipe cancelled", true },
        [82] = { "tpipe stopped by command", true },
        [83] = { "resume tpipe cancelled, see HWSD0252W", true },
        [93] = { "commit mode 1 on resume tpipe", true },
        [94] = { "deallocated: request", true },
        [95] = { "deallocated: conversation", true },
        [96] = { "deallocated: request and conversation", true },
        [97] = { "deallocated: committed", true },
        [98] = { "deallocated: abnormal end", true },
        [99] = { "deallocated", true },
        [113] = { "bad length or offset of an extension", true },
        [114] = { "offset of the extensions is zero", true },
        [117] = { "network user id longer than 246 bytes", true },
        [118] = { "network session id longer than 254 bytes", true },
    },
    racf = {
        [4] = { "user not defined", true },
        [8] = { "password or PassTicket not valid", true },
        [12] = { "password expired", true },
        [16] = { "new password not valid", true },
        [20] = { "user not connected to the group", false },
        [24] = { "refused by an installation exit", true },
        [28] = { "user revoked", true },
        [32] = { "RACF not active", false },
        [36] = { "access of the user to the group revoked", false },
        [40] = { "OIDCARD missing", false },
        [44] = { "OIDCARD not valid", true },
        [48] = { "not authorized to the port of entry, or not at this time", true },
        [52] = { "not authorized to the application", true },
    },
}
local PAGES = {
    header = {
        0, 1, 2, 3, 156, 9, 134, 127, 151, 141, 142, 11, 12, 13, 14, 15,
        16, 17, 18, 19, 157, 133, 8, 135, 24, 25, 146, 143, 28, 29, 30, 31,
        128, 129, 130, 131, 132, 10, 23, 27, 136, 137, 138, 139, 140, 5, 6, 7,
        144, 145, 22, 147, 148, 149, 150, 4, 152, 153, 154, 155, 20, 21, 158, 26,
        32, 160, 226, 228, 224, 225, 227, 229, 231, 241, 162, 46, 60, 40, 43, 124,
        38, 233, 234, 235, 232, 237, 238, 239, 236, 223, 33, 36, 42, 41, 59, 172,
        45, 47, 194, 196, 192, 193, 195, 197, 199, 209, 166, 44, 37, 95, 62, 63,
        248, 201, 202, 203, 200, 205, 206, 207, 204, 96, 58, 35, 64, 39, 61, 34,
        216, 97, 98, 99, 100, 101, 102, 103, 104, 105, 171, 187, 240, 253, 254, 177,
        176, 106, 107, 108, 109, 110, 111, 112, 113, 114, 170, 186, 230, 184, 198, 164,
        181, 126, 115, 116, 117, 118, 119, 120, 121, 122, 161, 191, 208, 221, 222, 174,
        94, 163, 165, 183, 169, 167, 182, 188, 189, 190, 91, 93, 175, 168, 180, 215,
        123, 65, 66, 67, 68, 69, 70, 71, 72, 73, 173, 244, 246, 242, 243, 245,
        125, 74, 75, 76, 77, 78, 79, 80, 81, 82, 185, 251, 252, 249, 250, 255,
        92, 247, 83, 84, 85, 86, 87, 88, 89, 90, 178, 212, 214, 210, 211, 213,
        48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 179, 219, 220, 217, 218, 159,
    },
    ebcdic = {
        0, 1, 2, 3, 156, 9, 134, 127, 151, 141, 142, 11, 12, 13, 14, 15,
        16, 17, 18, 19, 157, 133, 8, 135, 24, 25, 146, 143, 28, 29, 30, 31,
        128, 129, 130, 131, 132, 10, 23, 27, 136, 137, 138, 139, 140, 5, 6, 7,
        144, 145, 22, 147, 148, 149, 150, 4, 152, 153, 154, 155, 20, 21, 158, 26,
        32, 160, 226, 228, 224, 225, 227, 229, 231, 241, 162, 46, 60, 40, 43, 124,
        38, 233, 234, 235, 232, 237, 238, 239, 236, 223, 33, 36, 42, 41, 59, 94,
        45, 47, 194, 196, 192, 193, 195, 197, 199, 209, 166, 44, 37, 95, 62, 63,
        248, 201, 202, 203, 200, 205, 206, 207, 204, 96, 58, 35, 64, 39, 61, 34,
        216, 97, 98, 99, 100, 101, 102, 103, 104, 105, 171, 187, 240, 253, 254, 177,
        176, 106, 107, 108, 109, 110, 111, 112, 113, 114, 170, 186, 230, 184, 198, 164,
        181, 126, 115, 116, 117, 118, 119, 120, 121, 122, 161, 191, 208, 91, 222, 174,
        172, 163, 165, 183, 169, 167, 182, 188, 189, 190, 221, 168, 175, 93, 180, 215,
        123, 65, 66, 67, 68, 69, 70, 71, 72, 73, 173, 244, 246, 242, 243, 245,
        125, 74, 75, 76, 77, 78, 79, 80, 81, 82, 185, 251, 252, 249, 250, 255,
        92, 247, 83, 84, 85, 86, 87, 88, 89, 90, 178, 212, 214, 210, 211, 213,
        48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 179, 219, 220, 217, 218, 159,
    },
}
-- End of the lists.

local IRM, EXTENSION, SEGMENT, PING
local BY_ID = {}
for _, layout in ipairs(LAYOUTS) do
    if layout.name == "IRM" then IRM = layout end
    if layout.name == "extension" then EXTENSION = layout end
    if layout.name == "segment" then SEGMENT = layout end
    if layout.name == "PING" then PING = layout end
    if layout.id ~= "" then BY_ID[layout.id] = layout end
end
local KINDS
for _, field in ipairs(IRM.fields) do
    if field.name == "IRM_F4" then KINDS = field.names end
end

local imscon = Proto("imscon", "IMS Connect")
local HIDDEN = "********"
local SMALLEST_REQUEST = 88
local HEADER = 4          -- LL and ZZ
local ID_LENGTH = 8
local TRAILER = 4

imscon.prefs.ports = Pref.range("TCP ports", "", "Connections of these ports are of IMS Connect", 65535)
imscon.prefs.show_secrets = Pref.bool("Show secrets", false,
    "Show passwords and PassTickets in the fields (the bytes show them always)")

-- Fields. Those of flags and of other values of one byte have a second one with their names.

local fields = {}
local all_fields = {}
local function define(abbr, field)
    fields[abbr] = field
    all_fields[#all_fields + 1] = field
end
for _, layout in ipairs(LAYOUTS) do
    for _, field in ipairs(layout.fields) do
        local abbr = "imscon." .. field.abbr
        local label = field.name .. (field.label ~= "" and " (" .. field.label .. ")" or "")
        if not fields[field.abbr] then
            if field.kind == "number" then
                local make = ({ ProtoField.uint8, ProtoField.uint16, nil, ProtoField.uint32 })[field.length]
                define(field.abbr, make(abbr, label, base.DEC))
            elseif field.kind == "byte" then
                define(field.abbr, ProtoField.uint8(abbr, label, base.HEX))
                define(field.abbr .. ".name", ProtoField.string(abbr .. ".name", field.name))
            elseif field.kind == "text" or field.kind == "password" then
                define(field.abbr, ProtoField.string(abbr, label))
            else
                define(field.abbr, ProtoField.bytes(abbr, label))
            end
        end
    end
end
define("message", ProtoField.string("imscon.message", "Message"))
define("exit", ProtoField.string("imscon.exit", "Exit"))
define("code", ProtoField.string("imscon.code", "Code of texts"))
define("tran", ProtoField.string("imscon.tran", "Transaction"))
define("callout", ProtoField.string("imscon.callout", "Data of a synchronous callout"))
define("refused", ProtoField.bool("imscon.refused", "Refused"))
define("fault", ProtoField.string("imscon.fault", "Fault"))
imscon.fields = all_fields
local fault_expert = ProtoExpert.new("imscon.bad", "No message of IMS Connect", expert.group.MALFORMED,
    expert.severity.WARN)
imscon.experts = { fault_expert }
local stream_of = Field.new("tcp.stream")

-- What is known of a connection, and of each frame since it was seen first: frames are shown in any
-- order later.
local connections = {}
local seen = {}
function imscon.init()
    connections = {}
    seen = {}
end

-- A message whose answer may come, with the code of its data, which is that of the answer's.
local function remember(known, kind, timer, data_code)
    local waiting = known.waiting
    local last = waiting[#waiting]
    -- A send-only message that is answered only when it fails has not failed.
    if last and last.kind == "SNDONLYE" and not last.is_answered then table.remove(waiting) end
    local is_last_word = (kind == "ACK" or kind == "NAK" or kind == "DEALLOC") and timer == 0xE9
    if kind == "SENDONLY" or kind == "SYNRESP" or is_last_word then return end
    waiting[#waiting + 1] = { kind = kind, data_code = data_code, is_answered = false }
end

-- The code of the message that an answer belongs to: the oldest without one, or else the last one.
local function answered(known)
    local waiting = known.waiting
    if #waiting > 1 and waiting[1].is_answered then table.remove(waiting, 1) end
    if #waiting == 0 then return false end
    waiting[1].is_answered = true
    return waiting[1].data_code
end

local function u16(raw, at)
    local a, b = raw:byte(at + 1, at + 2)
    return a * 256 + b
end
local function u32(raw, at)
    return u16(raw, at) * 65536 + u16(raw, at + 2)
end

local function band(one, other)
    local out, bit = 0, 1
    while one > 0 and other > 0 do
        if one % 2 == 1 and other % 2 == 1 then out = out + bit end
        one, other, bit = math.floor(one / 2), math.floor(other / 2), bit * 2
    end
    return out
end

-- Texts.

local function utf8_of(character)
    if character < 0x20 then return "\226\144" .. string.char(128 + character) end -- its picture
    if character < 0x80 then return string.char(character) end
    local last = string.char(128 + character % 64)
    local rest = math.floor(character / 64)
    if character < 0x800 then return string.char(192 + rest) .. last end
    last = string.char(128 + rest % 64) .. last
    rest = math.floor(rest / 64)
    if character < 0x10000 then return string.char(224 + rest) .. last end
    return string.char(240 + math.floor(rest / 64), 128 + rest % 64) .. last
end

local function utf8_of_utf16(raw)
    local out, at = {}, 0
    while at + 2 <= #raw do
        local unit = u16(raw, at)
        at = at + 2
        if unit >= 0xD800 and unit < 0xE000 then
            if unit >= 0xDC00 or at + 2 > #raw then break end
            local second = u16(raw, at)
            if second < 0xDC00 or second >= 0xE000 then break end
            at = at + 2
            unit = 0x10000 + (unit - 0xD800) * 1024 + second - 0xDC00
        end
        out[#out + 1] = utf8_of(unit)
    end
    return table.concat(out)
end

-- What is no UTF-8 is shown as such.
local function checked_utf8(raw)
    local out, at = {}, 1
    while at <= #raw do
        local byte = raw:byte(at)
        local length = byte < 0x80 and 1 or byte >= 0xF0 and byte < 0xF5 and 4 or byte >= 0xE0 and byte < 0xF0 and 3
            or byte >= 0xC2 and byte < 0xE0 and 2 or 0
        if length > 1 and not raw:match("^" .. ("[\128-\191]"):rep(length - 1), at + 1) then length = 0 end
        if length == 0 then
            out[#out + 1] = "\239\191\189"
        elseif length == 1 then
            out[#out + 1] = utf8_of(byte)
        else
            out[#out + 1] = raw:sub(at, at + length - 1)
        end
        at = at + math.max(length, 1)
    end
    return table.concat(out)
end

local function text_of(raw, code)
    if code == "utf-16" then return utf8_of_utf16(raw) end
    if code == "utf-8" then return checked_utf8(raw) end
    local page = PAGES[code]
    local out = {}
    for i = 1, #raw do
        local character = raw:byte(i)
        out[i] = utf8_of(page and page[character + 1] or character)
    end
    return table.concat(out)
end

local function without_fill(raw, code)
    local blank = code == "ascii" and "\32" or "\64"
    local last = #raw
    while last > 0 and (raw:sub(last, last) == blank or raw:byte(last) == 0) do last = last - 1 end
    return raw:sub(1, last)
end

-- What an id of eight bytes is: its text and its code, or nothing where it is none.
local function id_at(raw, at)
    if #raw < at + ID_LENGTH then return nil end
    local first = raw:byte(at + 1)
    if first ~= raw:byte(at + ID_LENGTH) then return nil end
    local id = raw:sub(at + 1, at + ID_LENGTH)
    if first == 0x2A then return id, "ascii" end
    if first == 0x5C then return text_of(id, "header"), "ebcdic" end
    return nil
end

-- The structure of an answer that begins there, by its length and its id.
local function mark_at(raw, at)
    if #raw < at + HEADER + ID_LENGTH then return nil end
    local id, code = id_at(raw, at + HEADER)
    local layout = id and BY_ID[id]
    if layout and u16(raw, at) == layout.length then return layout, code end
    return nil
end
local function is_status(layout)
    return layout ~= nil and (layout.name == "RSM" or layout.name == "CSM")
end

-- One field in the tree.

local function add_names(tree, range, field, byte)
    local known = 0
    for _, value in ipairs(field.values or {}) do
        if band(byte, value[1]) == value[2] then
            tree:add(fields[field.abbr .. ".name"], range, value[3]):append_text(": " .. value[4])
            known = known + value[1] - band(known, value[1])
        end
    end
    local rest = byte - band(byte, known)
    if rest ~= 0 then
        tree:add(fields[field.abbr .. ".name"], range, string.format("X'%02X'", rest))
    end
end

local function add_meaning(item, field, number)
    local meaning = field.codes and CODES[field.codes][number]
    if meaning then item:append_text(": " .. meaning[1]) end
end

local function add_field(tree, tvb, raw, field, at, length, code, is_secret)
    local range = tvb(at, length)
    local bytes = raw:sub(at + 1, at + length)
    local entry = fields[field.abbr]
    if field.kind == "number" then
        add_meaning(tree:add(entry, range), field, length == 4 and u32(raw, at) or
            length == 2 and u16(raw, at) or bytes:byte(1))
    elseif field.kind == "byte" then
        local item = tree:add(entry, range)
        if field.names then
            local name = field.names[bytes:byte(1)] or string.format("X'%02X'", bytes:byte(1))
            item:append_text(" " .. name)
            item:add(fields[field.abbr .. ".name"], range, name)
        else
            add_names(item, range, field, bytes:byte(1))
        end
    elseif field.kind == "text" or field.kind == "password" then
        local text = text_of(without_fill(bytes, code), code == "ebcdic" and "header" or code)
        if field.kind == "password" and text ~= "" and not imscon.prefs.show_secrets then text = HIDDEN end
        tree:add(entry, range, text)
    elseif not is_secret or imscon.prefs.show_secrets then
        tree:add(entry, range)
    end
end

local function add_data(tree, tvb, raw, entry, at, length, code)
    local text = text_of(raw:sub(at + 1, at + length), code)
    if text:sub(1, 7) == "HWSPWCH" and not imscon.prefs.show_secrets then text = "HWSPWCH " .. HIDDEN end
    -- A segment may be empty; then its header stands for it.
    return tree:add(fields[entry], length > 0 and tvb(at, length) or tvb(at - HEADER, HEADER), text)
end

local function add_structure(tree, tvb, raw, layout, at, length, code, data_code, is_secret)
    local branch = tree:add(imscon, tvb(at, length), layout.name)
    for _, field in ipairs(layout.fields) do
        local size = field.length == 0 and length - field.at or field.length
        if size > 0 or field.length == 0 then
            if field.kind == "text" and field.length == 0 then
                add_data(branch, tvb, raw, field.abbr, at + field.at, size, data_code)
            elseif size > 0 then
                add_field(branch, tvb, raw, field, at + field.at, size, code, is_secret and field.length == 0)
            end
        end
    end
end

-- Messages of a client.

local function data_code_of(raw, code)
    local unicode = ({ [1] = "utf-8", [2] = "utf-16" })[raw:byte(24)]
    if unicode and band(raw:byte(33), 0x20) ~= 0 then return unicode, band(raw:byte(33), 0x10) ~= 0 end
    if band(raw:byte(21), 0x40) ~= 0 then code = "ebcdic" end
    return code, false
end

local function transaction_of(text)
    local head = text:gsub("\226\144\128", "\0"):sub(1, ID_LENGTH)
    local word, behind = head:match("^([A-Z@#$][A-Z0-9@#$]*)%z*(.*)$")
    return word and (behind == "" or behind:sub(1, 1) == " ") and word or nil
end

-- Where segments end that begin at `at`: all of them hold, or nothing.
local function segments_hold(raw, at, finish)
    while at < finish do
        if at + HEADER > finish then return false end
        local length = u16(raw, at)
        if length < HEADER or at + length > finish then return false end
        at = at + length
    end
    return true
end

local function add_extensions(tree, tvb, raw, at, finish)
    while at + HEADER + ID_LENGTH <= finish do
        local length = u16(raw, at)
        if length < HEADER + ID_LENGTH or at + length > finish then return end
        local code = raw:byte(at + HEADER + 1) == 0x5C and "ebcdic" or "ascii"
        local id = text_of(raw:sub(at + 5, at + 12), code == "ebcdic" and "header" or code)
        add_structure(tree, tvb, raw, EXTENSION, at, length, code, code, id == PHRASE)
        at = at + length
    end
end

local function add_request(tree, tvb, raw, exit, code)
    local summary = {}
    local irm_end = 4 + u16(raw, 4)
    local finish = #raw - TRAILER
    local irm = tree:add(imscon, tvb(0, math.min(irm_end, #raw)), "IRM")
    local values = {}
    for _, field in ipairs(IRM.fields) do
        if raw:byte(7) >= field.arch and field.at + field.length <= math.min(irm_end, #raw) then
            add_field(irm, tvb, raw, field, field.at, field.length, code)
            if field.kind == "text" then
                values[field.abbr] = text_of(without_fill(raw:sub(field.at + 1, field.at + field.length), code),
                    code == "ebcdic" and "header" or code)
            end
        end
    end
    local kind = KINDS[raw:byte(36)] or "?"
    tree:add(fields.message, tvb(35, 1), kind):set_generated()
    if band(raw:byte(8), 0x04) ~= 0 and raw:byte(7) >= 5 and irm_end >= 174 then
        add_extensions(irm, tvb, raw, 4 + u16(raw, 172), math.min(irm_end, #raw))
    end
    local data_code, is_unicode_tran = data_code_of(raw, code)
    local tran
    if segments_hold(raw, irm_end, finish) then
        local at = irm_end
        while at < finish do
            local length = u16(raw, at)
            if at == irm_end and length > HEADER then
                local tran_code = is_unicode_tran and data_code or (data_code:sub(1, 3) == "utf" and code) or data_code
                local width = tran_code == "utf-16" and 16 or 8
                tran = transaction_of(text_of(raw:sub(at + 5, at + math.min(length, HEADER + width)), tran_code))
                if tran then tree:add(fields.tran, tvb(at + 4, length - 4), tran):set_generated() end
            end
            add_structure(tree, tvb, raw, SEGMENT, at, length, code, data_code)
            at = at + length
        end
    elseif irm_end + 4 <= finish and irm_end + u32(raw, irm_end) == finish then
        add_data(tree, tvb, raw, "callout", irm_end + 4, finish - irm_end - 4, data_code)
    end
    for _, one in ipairs({ { "client", "irm_clientid" }, { "user", "irm_racf_userid" }, { "appl", "irm_appl_nm" } }) do
        local value = values[one[2]]
        if value and value ~= "" then summary[#summary + 1] = one[1] .. "=" .. value end
    end
    if tran then summary[#summary + 1] = "tran=" .. tran end
    return kind .. " " .. table.concat(summary, " "), data_code, kind
end

-- Answers.

-- The structures of an answer from `at` on, and its callout; nothing where they do not hold.
local function parts_of(raw, at)
    local parts, callout = {}, nil
    while at < #raw do
        if at + HEADER > #raw then return nil end
        local length = u16(raw, at)
        if length < HEADER then
            local size = u32(raw, at)
            if size < HEADER or at + size >= #raw or callout then return nil end
            callout = { at + HEADER, size - HEADER }
            at = at + size
        else
            if at + length > #raw then return nil end
            parts[#parts + 1] = { at, length, mark_at(raw, at) }
            at = at + length
            if is_status(parts[#parts][3]) then break end
        end
    end
    if at ~= #raw or #parts == 0 or not is_status(parts[#parts][3]) then return nil end
    return parts, callout
end

local function add_answer(tree, tvb, raw, parts, callout, data_code)
    local status = parts[#parts]
    local code = status[4]
    data_code = data_code or code
    for _, part in ipairs(parts) do
        local layout = part[3]
        if not layout then
            local text = text_of(raw:sub(part[1] + 5, part[1] + part[2]), code == "ebcdic" and "header" or code)
            layout = text:find("*PING RESPONSE*", 1, true) and PING or SEGMENT
        end
        add_structure(tree, tvb, raw, layout, part[1], part[2], part[4] or code, data_code)
    end
    if callout then add_data(tree, tvb, raw, "callout", callout[1], callout[2], data_code) end
    tree:add(fields.message, tvb(status[1], status[2]), status[3].name):set_generated()
    if status[3].name ~= "RSM" then
        tree:add(fields.refused, tvb(status[1], 1), false):set_generated()
        return "CSM", code
    end
    local rc, reason = u32(raw, status[1] + 12), u32(raw, status[1] + 16)
    local known = CODES.returns[rc]
    local refused = rc ~= 0 and (known == nil or known[2])
    tree:add(fields.refused, tvb(status[1] + 12, 4), refused):set_generated()
    local word = refused and "RSM refused: " or "RSM "
    local why = CODES.reasons[reason]
    return string.format("%src %d, reason %d%s", word, rc, reason, refused and why and " (" .. why[1] .. ")" or ""), code
end

-- Frames.

-- What begins at the front: "request" or "answer" with its length and more, "fault" with a reason,
-- or "more" with how many bytes are missing, where that is known.
local function look(raw, known)
    if #raw < 8 then return "more" end
    local total = u32(raw, 0)
    local id, code = id_at(raw, 8)
    if id and EXITS[id] and u16(raw, 4) >= 80 then
        if total < SMALLEST_REQUEST or total > LARGEST then
            return "fault", "LLLL is " .. total, #raw
        end
        if total > #raw then return "more", total - #raw end
        return "request", total, EXITS[id], code
    end
    if id and not BY_ID[id] and total > 16 and total <= LARGEST and u16(raw, 4) + 4 <= total then
        if total > #raw then return "more", total - #raw end
        return "fault", "unknown exit name in IRM_ID: " .. id, total
    end
    local exit = known.exit or "HWSSMPL1"
    if mark_at(raw, 0) then
        exit = "HWSSMPL0"
    elseif mark_at(raw, 4) then
        exit = "HWSSMPL1"
    elseif #raw < 16 then
        return "more"
    end
    if exit == "HWSSMPL1" then
        if total < 16 or total > LARGEST then return "fault", "no message begins here", #raw end
        if total > #raw then return "more", total - #raw end
        return "answer", total, exit
    end
    local at = 0
    while at + 2 <= #raw do
        local length = u16(raw, at)
        if length < HEADER then return "fault", "segment length " .. length, #raw end
        if at + length > #raw then break end
        local layout = mark_at(raw, at)
        at = at + length
        if is_status(layout) then return "answer", at, exit end
    end
    return "more"
end

local function dissect_frame(tvb, pinfo, tree, known, what, detail, exit, code)
    local raw = tvb:raw(0, tvb:len())
    local branch = tree:add(imscon, tvb(), "IMS Connect")
    local key = pinfo.number .. ":" .. tvb:offset() .. ":" .. tvb:len()
    local text
    if what == "request" then
        local data_code, kind
        text, data_code, kind = add_request(branch, tvb, raw, exit, code)
        if not seen[key] then remember(known, kind, raw:byte(22), data_code) end
        seen[key] = true
        known.exit = exit
    elseif what == "answer" then
        local parts, callout = parts_of(raw, exit == "HWSSMPL1" and 4 or 0)
        if parts then
            if exit == "HWSSMPL1" then branch:add(fields.llll, tvb(0, 4)) end
            if seen[key] == nil then seen[key] = answered(known) end
            text, code = add_answer(branch, tvb, raw, parts, callout, seen[key] or nil)
        else
            what, detail = "fault", "an answer whose structures do not hold"
        end
    end
    if what == "fault" then
        branch:add(fields.fault, tvb(), detail):set_generated()
        branch:add_proto_expert_info(fault_expert, detail)
        return "fault: " .. detail
    end
    branch:add(fields.exit, tvb(0, 1), exit):set_generated()
    branch:add(fields.code, tvb(0, 1), code):set_generated()
    branch:append_text(", " .. text)
    return text
end

function imscon.dissector(tvb, pinfo, tree)
    local stream = stream_of()
    local number = stream and stream.value or 0
    local known = connections[number] or { waiting = {} }
    connections[number] = known
    local at, told = 0, {}
    while at < tvb:len() do
        local raw = tvb:raw(at, tvb:len() - at)
        local what, length, exit, code = look(raw, known)
        if what == "more" then
            pinfo.desegment_offset = at
            pinfo.desegment_len = length or DESEGMENT_ONE_MORE_SEGMENT
            break
        end
        local detail
        if what == "fault" then detail, length = length, exit end
        told[#told + 1] = dissect_frame(tvb(at, length):tvb(), pinfo, tree, known, what, detail, exit, code)
        at = at + length
    end
    if #told > 0 then
        pinfo.cols.protocol = "IMSCON"
        pinfo.cols.info = table.concat(told, "; ")
    end
    return tvb:len()
end

-- A connection is taken for one of IMS Connect when a message begins at the front of a segment, or
-- an answer by a structure that is known.
local function is_ours(tvb)
    if tvb:len() < 12 then return false end
    local raw = tvb:raw(0, math.min(tvb:len(), 64))
    local id = id_at(raw, 8)
    if id and EXITS[id] and u32(raw, 0) >= SMALLEST_REQUEST and u32(raw, 0) <= LARGEST then return true end
    return mark_at(raw, 0) ~= nil or mark_at(raw, 4) ~= nil
end

imscon:register_heuristic("tcp", function(tvb, pinfo, tree)
    if not is_ours(tvb) then return false end
    pinfo.conversation = imscon
    imscon.dissector(tvb, pinfo, tree)
    return true
end)

local tcp = DissectorTable.get("tcp.port")
tcp:add_for_decode_as(imscon)
DissectorTable.get("tls.port"):add_for_decode_as(imscon)
local ports = ""
function imscon.prefs_changed()
    if ports ~= "" then tcp:remove(ports, imscon) end
    ports = imscon.prefs.ports
    if ports ~= "" then tcp:add(ports, imscon) end
end
