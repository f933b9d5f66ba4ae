// Any line of a batch: ptkt-gen answers with one whole line, whose ticket holds when there is no
// error; ptkt-verify reads what ptkt-gen understood.
#include <cstdlib>

#include "common/base/text/ascii.hpp"
#include "common/racf/authorization/single_key.hpp"
#include "tools/ptkt-gen/batch.hpp"
#include "tools/ptkt-verify/batch.hpp"

using namespace ptkt;

namespace {

const base::Instant kNow = base::instant(1'800'000'000);

void require(bool holds) {
    if (!holds) std::abort();
}

const base::Secret& key() {
    static const base::Secret one(base::Bytes(8, 0x5A));
    return one;
}

/// A row `USER APPL SECONDS TICKET`, asked of the other program.
void check_row(const std::string& row) {
    const auto words = base::split_words(row);
    require(words.size() == 4);
    const std::string request = fmt::format("{} {} {} @{}", words[0], words[1], words[3], words[2]);
    const auto line = verify::read_line(request, kNow);
    require(line.ok());
    const auto decision = authorization::evaluate_under_key(key(), {line->user, line->appl},
                                                            line->ticket, line->when);
    require(decision.ok() && decision->accepted());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static gen::Maker maker(authorization::TicketKey::make(key()).value());
    const gen::Options options;
    std::string text(reinterpret_cast<const char*>(data), size);
    if (text.find('\n') != std::string::npos) return 0;  // no line of an input has one
    const auto answer = gen::answer_line(maker, options, text, kNow);
    if (answer.text.empty()) {
        require(!answer.error);
    } else {
        require(answer.text.find('\n') == answer.text.size() - 1);
        if (!answer.error && answer.text.front() != '{') check_row(answer.text);
    }
    const auto line = verify::read_line(text, kNow);
    if (line) require(line->ticket.size() <= size);
    if (const auto object = json::parse_json(text); object && object->as_object() != nullptr) {
        const auto same = verify::read_object(*object, kNow);
        if (same && *same) require((*same)->ticket.size() <= size);
    }
    return 0;
}
