#include "common/ims/capture/decoder.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "common/base/secret.hpp"
#include "common/ims/capture/hex_text.hpp"

namespace ptkt::ims_capture {

namespace {

/// By so many bytes it is known what a file is.
constexpr std::size_t kFrontOfFile = 4096;
constexpr std::size_t kLongestText = std::size_t{64} << 20U;
/// Of so many connections it is kept that they are over, or that nothing of IMS Connect was seen
/// yet.
constexpr std::size_t kMostRecent = 16'384;

bool is_compressed(base::ByteView front) {
    constexpr std::array<base::Byte, 2> kGzip{0x1F, 0x8B};
    constexpr std::array<base::Byte, 4> kZstandard{0x28, 0xB5, 0x2F, 0xFD};
    return std::ranges::equal(front.first(2), kGzip) ||
           std::ranges::equal(front.first(4), kZstandard);
}

Form form_of(base::ByteView front) {
    if (front.size() >= 4 && is_capture(front)) return Form::Capture;
    return is_hex_text(base::as_text(front)) ? Form::Hex : Form::Raw;
}

}  // namespace

std::size_t Decoder::EndsHash::operator()(const Ends& ends) const {
    const auto mixed = [](const Peer& peer) {
        std::uint64_t high = 0;
        std::uint64_t low = 0;
        std::memcpy(&high, peer.address.data(), sizeof high);
        std::memcpy(&low, peer.address.data() + sizeof high, sizeof low);
        const std::uint64_t sum = high ^ low * 0x9E3779B97F4A7C15U ^ peer.port;
        return (sum ^ sum >> 29U) * 0xBF58476D1CE4E5B9U;
    };
    const std::uint64_t both = mixed(ends.one) + mixed(ends.other);
    return both ^ both >> 32U;
}

Decoder::Decoder(DecoderSettings settings, Sink sink)
    : settings_(std::move(settings)),
      common_{std::move(sink), settings_.largest, &seen_.conversations} {}

Decoder::~Decoder() {
    base::wipe(front_.data(), front_.size());
}

base::Status Decoder::feed(base::ByteView bytes) {
    if (form_ != Form::Auto && form_ != Form::Hex) return take(bytes);
    if (front_.size() + bytes.size() > kLongestText)
        return base::fail(base::ErrorKind::Malformed, "hexadecimal text of more than {} bytes",
                          kLongestText);
    front_.insert(front_.end(), bytes.begin(), bytes.end());
    return form_ == Form::Auto && front_.size() >= kFrontOfFile ? begin() : base::Status();
}

/// The form is found by what has come, and that is decoded.
base::Status Decoder::begin() {
    if (settings_.form == Form::Auto && front_.size() >= 4 && is_compressed(front_))
        return base::with_hint(base::fail(base::ErrorKind::Malformed, "the file is compressed"),
                               "decompress it first: zcat FILE | imscon-recv decode -");
    form_ = settings_.form == Form::Auto ? form_of(front_) : settings_.form;
    if (form_ == Form::Hex) return {};
    if (form_ == Form::Capture && (front_.size() < 4 || !is_capture(front_)))
        return base::fail(base::ErrorKind::Malformed, "neither pcap nor pcapng");
    if (form_ == Form::Capture) reader_ = std::make_unique<PacketReader>();
    if (form_ == Form::Raw) stream_ = std::make_unique<Conversation>(common_);
    base::Bytes front = std::exchange(front_, {});
    const base::WipeGuard guard(front);
    return take(front);
}

base::Status Decoder::take(base::ByteView bytes) {
    if (form_ == Form::Raw) {
        stream_->take(bytes);
        return {};
    }
    reader_->feed(bytes);
    return read_packets();
}

base::Status Decoder::read_packets() {
    for (;;) {
        const auto packet = reader_->next();
        if (!packet) return packet.error();
        if (!*packet) return {};
        ++seen_.packets;
        if (!is_known_link((*packet)->link_type)) ++seen_.unknown_links;
        if (const auto segment = dissector_.segment_of(**packet)) take_segment(*segment);
    }
}

bool Decoder::is_surely(const TcpSegment& segment) const {
    return std::ranges::any_of(settings_.ports, [&](std::uint16_t port) {
        return segment.from.port == port || segment.to.port == port;
    });
}

void Decoder::take_segment(const TcpSegment& segment) {
    const Ends key{segment.from, segment.to};
    // What comes next is most often of the same connection, or its answer.
    if (last_ == nullptr || !(last_->first == key)) {
        const auto found = connections_.find(key);
        last_ = found == connections_.end() ? nullptr : &*found;
    }
    Conversation* conversation = last_ == nullptr ? nullptr : last_->second.conversation.get();
    // What comes after the end of a connection comes again, or too late.
    if (last_ != nullptr && conversation == nullptr && !segment.syn) return;
    if (conversation != nullptr && conversation->is_succeeded_by(segment)) {
        end(*conversation);
        conversation = nullptr;
    }
    if (conversation == nullptr) {
        // What says nothing begins nothing.
        if (segment.data.empty() && segment.cut == 0 && !segment.syn) return;
        auto begun = std::make_unique<Conversation>(segment.from, segment.to, common_,
                                                    is_surely(segment), begun_ + 1);
        conversation = begun.get();
        put(key, std::move(begun));
    }
    conversation->take(segment);
    if (!conversation->is_over()) return;
    end(*conversation);
    put(key, nullptr);
}

/// What there is between two ends from now on.
void Decoder::put(const Ends& ends, std::unique_ptr<Conversation> conversation) {
    last_ = nullptr;
    connections_.insert_or_assign(ends, Known{std::move(conversation), ++begun_});
    recent_.emplace_back(ends, begun_);
    forget_old();
}

/// Conversations that are open stay; of a connection that is forgotten and goes on after all, what
/// comes is decoded as in a capture that begins there.
void Decoder::forget_old() {
    while (recent_.size() > kMostRecent) {
        const auto found = connections_.find(recent_.front().first);
        const bool is_it =
            found != connections_.end() && found->second.since == recent_.front().second;
        recent_.pop_front();
        if (!is_it) continue;
        Conversation* const conversation = found->second.conversation.get();
        if (conversation != nullptr && conversation->is_known()) continue;
        if (conversation != nullptr) end(*conversation);
        connections_.erase(found);
    }
}

void Decoder::end(Conversation& conversation) {
    conversation.finish();
    if (conversation.is_known()) return;
    ++seen_.others;
    if (conversation.is_tls()) ++seen_.tls;
}

base::Status Decoder::decode_text() {
    const auto dumps = bytes_of_hex_text(base::as_text(front_));
    if (!dumps) return dumps.error();
    for (const base::Bytes& dump : *dumps) {
        Conversation conversation(common_);
        conversation.take(dump);
        conversation.finish();
    }
    return {};
}

base::Status Decoder::finish() {
    base::Status status;
    if (form_ == Form::Auto) status = begin();
    if (status && form_ == Form::Hex) status = decode_text();
    if (reader_) seen_.cut += reader_->pending();
    // What is told only now comes in the order in which the connections began.
    std::vector<Conversation*> open;
    for (const auto& [ends, known] : connections_)
        if (known.conversation) open.push_back(known.conversation.get());
    std::ranges::sort(open, {}, &Conversation::place);
    for (Conversation* const conversation : open)
        end(*conversation);
    last_ = nullptr;
    connections_.clear();
    recent_.clear();
    if (stream_) stream_->finish();
    stream_.reset();
    reader_.reset();
    base::wipe(front_.data(), front_.size());
    front_.clear();
    form_ = Form::Auto;
    return status;
}

}  // namespace ptkt::ims_capture
