"""Wrong entries of the bank that no visible test sees, though they lose points.

A student learns of these from the feedback only. The list can only shrink: whoever makes a visible
test see one takes it off. What stays is a matter of statistics, of secret inputs, or of what a
short test cannot show.
"""

NAMES = {
    "generative-pytorch": """
        attention_keeps_eight_steps batch_adds_to_the_vocabulary batch_checks_the_stripped_length
        batch_counts_known_characters_only batch_in_signed_bytes batch_leaves_out_rows_with_unknown
        batch_lends_its_windows batch_measures_bytes batch_positions_in_sixteen_bits
        batch_remembers_its_text batch_steps_by_a_quarter batch_strips_the_last_line_end
        batches_of_the_first_thousand codec_cuts_at_512_tokens decode_caches_by_size
        decode_joins_with_spaces_stripped decode_marks_unknown_tokens_in_place decode_needs_a_token
        decode_reads_the_storage decode_remembers_tokens_only decode_replaces_in_the_text
        decode_squeezes_its_tokens decode_takes_a_short_cut_for_one_token
        decode_writes_into_the_vocabulary decode_writes_repeated_unk_once encode_caches_by_size
        encode_drops_a_byte_order_mark encode_extends_the_vocabulary
        encode_falls_back_to_small_letters encode_in_bytes encode_keeps_an_index_by_identity
        encode_lends_its_tensor encode_looks_into_the_joined_entries encode_lowercases
        encode_numbers_the_first_900 encode_of_the_replacement_is_zero
        encode_question_mark_is_unknown encode_reads_line_by_line
        encode_reads_strange_white_space_as_a_space encode_straightens_quotes_and_dashes
        encode_strips encode_strips_the_last_line_break encode_takes_accents_off_strangers
        generate_always_ends_in_training_mode generate_asks_all_modules_for_their_mode
        generate_begins_again_now_and_then generate_blanks_unk generate_by_recursion
        generate_copies_a_circle generate_detaches_the_state
        generate_draws_at_a_very_low_temperature generate_drops_state
        generate_drops_unk_after_the_softmax generate_erases_unk_in_letters generate_feeds_unk
        generate_keeps_bytes generate_keeps_the_last_state generate_knows_two_kinds_of_state
        generate_leaves_a_hook generate_masks_unk_with_the_lowest generate_masks_unk_with_zero
        generate_never_two_spaces generate_of_nothing_leaves_evaluation_mode
        generate_pads_a_short_prompt generate_reads_64_characters generate_reads_an_empty_last_piece
        generate_reads_last_character_only generate_reads_last_character_twice
        generate_reads_no_final_space generate_remembers_what_a_prompt_gave
        generate_sets_the_flag_only generate_skips_unknown_characters generate_stops_at_a_line_break
        generate_strips_its_text generate_switches_gradients_on generate_thaws_what_is_frozen
        greedy_by_exponentials model_batch_norm model_changes_its_state model_default_of_two_layers
        model_drops_tokens_of_its_caller model_embeds_ascii_only model_exp_in_forward
        model_forgets_at_single_steps model_has_no_memory model_ignores_depth
        model_ignores_state_in_training model_knows_one_layer_or_two model_layers_beside_each_other
        model_reads_pieces_without_the_state model_relu_in_forward model_second_layer_time_first
        model_sigmoid_in_forward model_slices_share_the_first_states
        model_splits_its_state_into_two_halves model_squeezes_single_steps
        model_state_of_a_fixed_size model_state_of_the_last_layer model_takes_the_log_of_a_softmax
        model_takes_zero_for_padding model_tanh_in_forward model_vectors_shared_by_tokens
        sampler_adds_normal_noise sampler_bounds_its_temperature sampler_counts_draws
        sampler_divides_twice sampler_logistic_noise sampler_ninety_nine sampler_nucleus
        sampler_python_random sampler_seeds_globally_from_generator sampler_squeezes_its_row
        sampler_takes_a_number_for_minus_infinity sampler_takes_the_likeliest_now_and_then
        sampler_takes_what_is_nearly_sure sampler_top_forty sampler_top_six sampler_top_ten
        sampler_top_three sampler_weights_blocks_by_their_mean soft_begins_with_the_likeliest
        soft_decodes_the_prompt soft_drops_state soft_feeds_the_likeliest soft_ignores_generator
        soft_in_training_mode soft_leaves_evaluation_mode soft_lowers_unk_by_a_thousand
        soft_makes_a_missing_generator soft_makes_its_generator_in_the_signature
        soft_makes_its_own_generator soft_masks_unk_only_when_it_leads soft_reads_everything_again
        soft_records_gradients soft_seeds_beside_the_generator soft_seeds_from_the_generator
        soft_seeds_the_global_state soft_sets_the_probability_of_unk_to_zero soft_sets_the_seed
        soft_starts_the_generator_again soft_stops_at_a_line_break soft_top_forty
        state_turned_by_its_shape temperature_as_power_of_probabilities
        temperature_bounds_its_exponents temperature_changes_its_input temperature_divides_in_place
        temperature_is_forgotten_for_batches temperature_is_greedy_when_tiny
        temperature_is_uniform_when_huge temperature_knows_three_dimensions
        temperature_leaves_the_rest_to_the_last temperature_lends_its_answers
        temperature_never_above_ten temperature_never_below_a_tenth temperature_refuses_small_ones
        temperature_remembers_tensors temperature_rounds_down temperature_rounds_to_four_places
        temperature_shifted_by_the_largest_of_all temperature_shifts_texts_by_one_maximum
        temperature_squeezes temperature_views_rows train_adds_an_epsilon_to_probabilities
        train_at_most_35_characters train_averages_its_losses train_bounds_its_windows
        train_caps_the_learning_rate train_divides_by_a_fixed_batch train_draws_its_rows_once
        train_groups_of_layers_only train_hands_the_state_on train_ignores_unknown_characters
        train_initialises_anew train_keeps_its_state_at_the_end_of_the_text
        train_keeps_the_first_learning_rate train_leaves_hooks_behind train_mean_of_unequal_parts
        train_on_last_characters train_one_update_too_many train_predicts_what_it_reads
        train_raises_small_learning_rates train_reports_the_last_part
        train_rests_when_the_loss_is_small train_returns_bits train_rolls_the_targets
        train_rounds_its_losses train_sets_the_flag_only train_skips_the_first_update
        train_smooths_its_targets train_sums_the_loss train_the_last_layer_only train_trains_a_copy
        train_updates_every_other_step train_without_zero_grad train_wraps_around
        vocabulary_and_encode_unescape_html vocabulary_by_rounded_shares vocabulary_composes_accents
        vocabulary_counts_in_sixteen_bits vocabulary_counts_words_without_spaces
        vocabulary_drops_line_breaks vocabulary_drops_one_in_ten_thousand vocabulary_in_ascii
        vocabulary_keeps_a_hundred vocabulary_lends_its_list vocabulary_lowercases
        vocabulary_skips_texts_of_one_character vocabulary_sorts_counts_as_words
        vocabulary_stops_at_an_empty_text vocabulary_strips vocabulary_ties_by_first_appearance
        vocabulary_ties_ignore_case vocabulary_without_accents windows_in_eight_bits
        windows_that_repeat_are_dropped
    """,
    "generative-tensorflow": """
        dataset_batches_by_length dataset_cuts_long_titles dataset_drops_equal_neighbours
        dataset_drops_equal_titles dataset_drops_long_titles dataset_empty_titles_keep_a_step
        dataset_ends_with_an_empty_batch dataset_fills_its_batch dataset_goes_on_where_it_stopped
        dataset_kept_by_its_sizes dataset_leaves_empty_titles_out dataset_leaves_unknown_out
        dataset_lower_case dataset_masks_unknown_targets dataset_settings_in_a_global
        dataset_shuffles_in_a_buffer_of_half dataset_shuffles_the_callers_list
        dataset_size_of_the_largest_token dataset_skips_strange_titles dataset_splits_bytes
        dataset_takes_a_thousand dataset_targets_as_bytes dataset_unknown_is_zero
        decode_by_recursion decode_caches_by_size decode_cleans_up_spaces
        decode_cuts_its_array_in_place decode_dollar_before_a_line_break
        decode_fails_on_padding_alone decode_length_by_count_nonzero
        decode_overlooks_eos_at_the_start decode_place_by_index decode_reads_names_in_its_text
        decode_stops_at_the_last_eos decode_stops_at_two_paddings decode_through_bytes
        decode_writes_into_the_vocabulary decode_writes_unknown_once encode_as_bytes
        encode_bytes_up_to_256 encode_cuts_long_titles encode_empty_titles_get_two_columns
        encode_equal_titles_share_a_row encode_one_title_is_a_row encode_page_is_used_again
        encode_puts_signs_for_special_tokens encode_reads_names_in_titles encode_remembers_a_list
        encode_remembers_a_size encode_skips_empty_titles encode_sorts_titles_in_place
        encode_takes_accents_off_strangers encode_try_outside_the_loop
        encode_unknown_where_out_of_range generate_blanks_special_names generate_cuts_the_last_word
        generate_draws_at_a_low_temperature generate_ends_above_two_fifths
        generate_ends_at_an_angle_bracket generate_ends_within_its_prompt generate_erases_names
        generate_falls_back_to_small_letters generate_feeds_what_it_does_not_write
        generate_fixed_vocabulary_size generate_freezes_the_model
        generate_goes_on_from_its_last_text generate_keeps_bytes generate_keeps_its_texts
        generate_lets_padding_beat_eos generate_looks_its_best_up_by_value
        generate_needs_a_likely_character generate_never_two_spaces
        generate_one_state_for_all_layers generate_reads_eos_before_it_ends
        generate_reads_no_space_at_the_end generate_reads_the_end_of_a_long_prompt
        generate_stops_at_a_line_break generate_stops_where_it_cycles
        generate_stops_where_it_repeats generate_strips_its_text
        generate_takes_replacement_characters_out generate_writes_before_eos
        model_adds_biases_before_masking model_always_reads_its_first_step model_at_most_128_units
        model_bounds_its_probabilities model_drops_what_the_softmax_gives
        model_hidden_dim_is_another_layer model_made_once model_masks_whole_batches
        model_never_predicts_unknown model_reads_a_hundred_steps model_rounds_its_width
        model_shares_its_layers model_skips_unk model_without_c sampler_adds_a_little
        sampler_changes_its_input sampler_draws_from_copies sampler_draws_thousandths
        sampler_gives_up_after_twenty sampler_lifts_zeros sampler_ninety_nine
        sampler_remembers_arrays sampler_returns_numpy_where_it_is_sure sampler_takes_powers_itself
        sampler_top_seventy_five samples_begin_again samples_cut_to_a_line samples_every_tenth_epoch
        samples_hand_an_epoch_to_write samples_keeps_new_texts_only samples_one_epoch_late
        samples_prints_the_loss_beside_its_text samples_remembers_the_first_model
        samples_skips_empty_texts samples_strips_its_texts samples_under_their_epochs
        soft_begins_greedily soft_bounds_its_size soft_copies_rng soft_draws_again_after_eos
        soft_draws_eos_where_it_is_likely soft_ends_at_temperature_one soft_ends_greedily
        soft_feeds_its_favourite soft_feeds_probabilities soft_fixed_vocabulary_size
        soft_has_a_hundred_seeds soft_keeps_what_its_prompt_left soft_noise_comes_round
        soft_padding_nearly_impossible soft_reads_the_end_of_a_long_prompt
        soft_rounds_its_temperature soft_rules_out_after_the_temperature soft_seeds_globally
        soft_top_forty soft_writes_at_least_one temperature_checks_its_argument_too_late
        temperature_clips_to_one temperature_cuts_rare_tokens temperature_divides_counts_in_place
        temperature_gives_the_rest_to_the_last temperature_lends_its_answers
        temperature_never_below_a_hundredth temperature_refuses_small_ones
        temperature_refuses_tiny_ones temperature_scale_at_least_epsilon
        temperature_scales_and_skips_empty_rows temperature_scales_by_powers_of_ten
        temperature_scales_by_the_mean temperature_squeezes temperature_widens_float32_only
        train_appends_to_the_callbacks train_averages_over_titles train_bounds_its_steps
        train_callbacks_get_a_wrapper train_calls_on_epoch_end_alone train_calls_one_callback
        train_copies_callbacks train_ends_count_triple train_evaluates_after_each_epoch
        train_fine_tunes_the_last_layer train_fits_one_batch train_freezes_what_it_has_trained
        train_in_inference_mode train_keeps_its_best_loss train_leaves_the_last_step_out
        train_leaves_the_smaller_batch_out train_leaves_unknown_out train_measures_after_the_update
        train_on_the_first_batch train_one_epoch_gives_a_number train_reads_the_first_hundred_steps
        train_repeats_for_every_epoch train_reports_a_penalty train_returns_last_batch
        train_rounds_its_losses train_shuffles_repeated_batches train_smooths_half_a_percent
        train_stops_at_a_hundred_batches train_stops_early vocabulary_counts_equal_titles_once
        vocabulary_keys_of_three_digits vocabulary_sorts_a_pass_short
        vocabulary_takes_out_special_names vocabulary_unzips_its_pairs
        vocabulary_without_replacement_character
    """,
    "word-lab": """
        best_weight_adds_an_epsilon bigram_counts_block_by_block bigram_counts_in_bytes
        bigram_counts_in_globals bigram_counts_when_it_is_first_asked bigram_distrusts_single_pairs
        bigram_joins_digits bigram_keeps_twenty_followers bigram_loses_the_last_row
        bigram_mixes_its_mixture bigram_takes_word_zero_for_none bigram_wants_another_word
        coverage_by_substrings coverage_ignores_case coverage_isin_assumes_unique
        coverage_of_a_sample coverage_of_words_without_marks coverage_without_the_last_entry
        detokenize_glues_a_leading_ellipsis detokenize_glues_numbers
        detokenize_joins_blocks_with_a_space detokenize_joins_two_dashes detokenize_leaves_unk_out
        detokenize_merges_line_breaks detokenize_uses_up_the_tokens encode_by_checksum
        encode_cuts_to_the_dtype encode_in_a_byte encode_in_the_smallest_type_of_the_wrong_length
        encode_keeps_an_index_by_identity encode_keeps_an_index_by_size encode_looks_beyond_the_last
        encode_loses_the_line_break encode_numbers_the_first_900 encode_squeezes_a_single_token
        encode_tries_a_capital generate_begins_greedily generate_cools_down generate_copies_rng
        generate_copies_unknown_words generate_draws_from_a_nucleus generate_fills_up_with_zeros
        generate_gives_unk_minus_a_billion generate_keeps_its_network generate_knows_some_signs
        generate_masks_unk_where_it_leads generate_reads_small_letters
        generate_reads_the_first_twenty generate_reads_words_only generate_skips_empty_lines
        generate_splits_its_prompt generate_splits_its_prompt_at_spaces
        generate_stops_at_a_line_break generate_strips_its_text generate_strips_the_prompt
        generate_zeroes_unk_after_the_softmax logits_after_the_first_thirty
        model_draws_three_hundred_windows model_dropout_on_long_texts model_embeds_a_thousand
        model_goes_on_with_its_state model_leaves_unk_out_of_its_loss model_losses_in_bits
        model_reads_three_words model_repeats_its_dropout model_seed_zero_is_none
        model_size_of_its_text model_smooths_its_losses model_takes_its_windows_in_order
        model_tanh_on_logits model_tiny_vocabulary model_trained_last_answers model_warms_up
        network_fills_up_texts network_known_by_the_last_words network_lends_its_answers
        network_of_the_words_seen network_weighs_rare_words nucleus_bounds_its_p
        nucleus_draw_without_a_shift nucleus_nothing_below_a_tolerance
        nucleus_of_all_forgets_the_temperature nucleus_of_fifty_words
        nucleus_of_one_word_is_not_checked nucleus_rounds_its_probabilities nucleus_rounds_its_sums
        nucleus_sums_a_partition perplexity_bounds_its_logarithms perplexity_by_way_of_p
        perplexity_infinite_above_300 perplexity_leaves_zeros_out perplexity_mean_of_batches
        perplexity_running_mean perplexity_zeros_are_padding pytorch_accumulates_four_batches
        pytorch_hundred_positions pytorch_state_lost_between_chunks
        sample_nucleus_adds_to_its_temperature sample_nucleus_bounds_its_temperature
        sample_nucleus_by_rank sample_nucleus_gives_up sample_nucleus_global_state
        sample_nucleus_ignores_p sample_nucleus_raises_exponentials_to_a_power
        sample_nucleus_remembers_it sample_nucleus_shifts_by_the_unscaled_maximum
        sample_nucleus_skips_unk sampler_adds_to_its_probabilities sampler_draws_thousandths
        sampler_drops_rare_words sampler_lifts_the_impossible sampler_ninety_nine
        sampler_remembers_by_the_printed_array sampler_rounds_its_probabilities sampler_top_hundred
        split_at_the_end_of_a_line split_by_membership split_holds_out_half_at_most
        split_in_whole_percents split_rounds_both_parts split_share_of_zero_is_default
        split_takes_lists_only temperature_adds_to_its_exponentials
        temperature_as_power_of_exponentials temperature_clips_around_the_mean
        temperature_lends_its_answers temperature_squeezes_one_word
        temperature_works_in_place_at_one tensorflow_masks_zero
        tokenize_begins_with_its_first_character tokenize_compatible_forms
        tokenize_forgets_modifier_letters tokenize_goes_through_the_lines
        tokenize_hyphens_before_apostrophes tokenize_joins_equal_signs tokenize_keeps_abbreviations
        tokenize_keeps_twenty_letters tokenize_lends_its_list tokenize_loses_a_last_letter
        tokenize_numbers_apart tokenize_parts_ideographs tokenize_table_of_65536_characters
        tokens_western_digits_only top_drops_what_underflows top_k_of_probabilities_that_are_zero
        top_keeps_what_is_nearly_equal top_loses_zero top_recurses_for_each_word
        top_searches_from_minus_one train_reads_the_text_once vocabulary_beginnings_last
        vocabulary_by_rounded_shares vocabulary_cuts_before_it_sorts vocabulary_drops_numbers
        vocabulary_drops_white_space vocabulary_leaves_out_ties_at_the_end vocabulary_stops_too_late
        vocabulary_ties_by_base_letter vocabulary_ties_by_first_letters weight_by_product
        weight_counts_all_single_words weight_counts_one_word_more weight_leaves_the_impossible_out
        weight_measures_the_first_hundred weight_never_trusts_pairs_alone weight_none_below_infinity
        weight_of_zero_counts_as_none weight_rounded_to_one_place weight_rounds_its_tenth_down
        weight_skips_unknown_words weight_starts_at_a_hundred weight_stops_at_the_first_rise
        weight_v_of_the_text windows_ask_for_any windows_in_a_lent_buffer windows_in_bytes
        windows_in_whole_blocks windows_of_eight_bytes_a_number windows_of_neighbours_in_memory
        windows_refuse_single_words windows_without_repetitions windows_without_unknown
    """,
}
UNSEEN = {f"{a}/wrong/{name}" for a, names in NAMES.items() for name in names.split()}
