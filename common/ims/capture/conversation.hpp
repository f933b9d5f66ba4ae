#ifndef PTKT_IMS_CAPTURE_CONVERSATION_HPP
#define PTKT_IMS_CAPTURE_CONVERSATION_HPP

#include <array>
#include <deque>
#include <vector>

#include "common/ims/capture/record.hpp"
#include "common/ims/capture/stream.hpp"

namespace ptkt::ims_capture {

/// What all conversations have in common.
struct ConversationSettings {
    Sink sink;
    std::uint32_t largest = ims_wire::kLargestTmraTotal;
    std::uint64_t* last_number = nullptr;  ///< counted up by each conversation that is one
};

/// Both directions of one connection. It is one of IMS Connect when a message of it is found; until
/// then little is kept of it, and nothing is told.
class Conversation {
  public:
    /// `is_surely`: it is one of IMS Connect, whatever is in it. `place`: among all connections.
    Conversation(const Peer& first, const Peer& second, const ConversationSettings& settings,
                 bool is_surely, std::uint64_t place);
    /// A stream of bytes of which nothing else is known, in which both directions may be.
    explicit Conversation(const ConversationSettings& settings);
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    void take(const TcpSegment& segment);
    void take(base::ByteView bytes) { ways_[0].finder.feed(bytes); }
    /// Nothing more will come.
    void finish();

    /// Whether a segment begins another connection between the same ends.
    [[nodiscard]] bool is_succeeded_by(const TcpSegment& segment) const;
    [[nodiscard]] bool is_over() const {
        return reset_ || (ways_[0].stream.is_at_end() && ways_[1].stream.is_at_end());
    }
    [[nodiscard]] std::uint64_t place() const { return place_; }
    [[nodiscard]] bool is_known() const { return number_ > 0; }
    [[nodiscard]] bool is_tls() const { return is_tls_; }

  private:
    struct Waiting {
        Asked asked;
        bool is_answered = false;
    };
    /// One direction.
    struct Way {
        Stream stream;
        FrameFinder finder;
        std::string from;
        std::optional<std::uint32_t> begin = {};  ///< the number of its SYN
        std::deque<Waiting> waiting = {};         ///< messages that an answer is expected to
    };
    /// What was seen before the first message.
    struct Held {
        Frame frame;
        std::size_t way;
        std::optional<Time> time;
    };

    [[nodiscard]] Way way(std::size_t at, std::string from);
    void see(std::size_t way, const Frame& frame);
    void tell(std::size_t way, const Frame& frame, std::optional<Time> time, const Asked* asked);
    [[nodiscard]] Asked& place_for(std::deque<Waiting>& waiting, const ims_wire::Irm& irm);
    /// The direction that answers this one; in a stream of bytes both are one.
    [[nodiscard]] std::size_t opposite(std::size_t at) const { return is_stream_ ? at : 1 - at; }
    [[nodiscard]] static const Asked* answered(std::deque<Waiting>& waiting);
    void give_up();
    void become_known();

    const ConversationSettings& settings_;
    bool is_surely_ = false;
    bool is_stream_ = false;
    std::uint64_t place_ = 0;
    Peer first_;
    std::array<Way, 2> ways_;
    std::uint64_t number_ = 0;
    std::optional<Time> time_;
    std::vector<Held> held_;
    Asked unanswered_;  ///< of a message to which no answer is expected
    std::uint64_t unknown_bytes_ = 0;
    bool is_other_ = false;  ///< not of IMS Connect
    bool is_tls_ = false;
    bool reset_ = false;
};

}  // namespace ptkt::ims_capture

#endif
