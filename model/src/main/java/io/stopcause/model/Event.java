package io.stopcause.model;

/** What the analyzer reads: one record of one of its topics. */
public sealed interface Event permits LogBatch, AwsEvent, Answer, Tick {}
