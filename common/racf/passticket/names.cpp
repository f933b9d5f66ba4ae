#include "common/racf/passticket/names.hpp"

#include "common/base/text/ebcdic.hpp"

namespace ptkt::passticket {

EncodedNames encode_names(const Subject& subject) {
    return {ebcdic::padded_name(subject.user.str()), ebcdic::padded_name(subject.appl.str()),
            subject.user.str().size()};
}

}  // namespace ptkt::passticket
